"""The audit report: what is known of a document, as a paper."""
