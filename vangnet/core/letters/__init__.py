"""Letters of the school on paper, set by Typst: tagged for screen readers and fit to be archived."""
