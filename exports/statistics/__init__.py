"""Files of the statistics, and the engines that count and protect them."""
