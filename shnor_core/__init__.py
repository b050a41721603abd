"""ШНОР-монитор: indicators, dynamics, identification and data quality, free of any screen."""
