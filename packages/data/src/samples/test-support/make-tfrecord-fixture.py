"""Makes the TFRecord file of the tests, with the Python package tfrecord 1.14: python3 make-tfrecord-fixture.py"""

from pathlib import Path

from tfrecord.writer import TFRecordWriter

writer = TFRecordWriter(str(Path(__file__).parent / "Asian18.tfrecords"))
writer.write({"image": (b"\xff\xd8first", "byte"), "Age": (18, "int"), "Gender": (1, "int")})
writer.write({"image": (bytes(range(256)) * 2, "byte"), "Age": (20, "int"), "Gender": (0, "int")})
writer.write({"image": (b"", "byte"), "quality": (0.5, "float"), "Gender": (0, "int")})
writer.close()
