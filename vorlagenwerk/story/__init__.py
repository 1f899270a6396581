"""Layer 6: the way of the data as one story: pipeline, what is out of date, who works when."""
