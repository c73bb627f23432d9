"""The official files of references of skills."""
