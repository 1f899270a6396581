"""Rules on the data of a document, and the exceptions from them."""
