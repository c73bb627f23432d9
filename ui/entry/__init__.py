"""Recording a step: a few keys, hands on the keyboard."""
