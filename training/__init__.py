"""Models are fitted here, each by one command, from the folder of annotated articles."""
