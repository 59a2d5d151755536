"""What makes the models: the corpus reader, the features, the trainings and the export."""
