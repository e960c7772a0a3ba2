"""Makes the MAT-files of the tests, with Python's scipy 1.17: python3 make-mat-fixtures.py"""

from datetime import date
from pathlib import Path

import numpy as np
from scipy.io import savemat
from scipy.sparse import csc_matrix

here = Path(__file__).parent


def datenum(year, month, day):
    return date(year, month, day).toordinal() + 366.0


def cells(values):
    array = np.empty((1, len(values)), dtype=object)
    array[0, :] = values
    return array


# The table of WIKI, with its field names and a case for each rule of the reader.
wiki = {
    "dob": np.array([[datenum(1981, 5, 5), datenum(1960, 11, 9), datenum(1990, 7, 1), datenum(1990, 7, 2),
                      datenum(1970, 1, 1), datenum(1970, 1, 1), datenum(1970, 1, 1), 1.0, datenum(1970, 1, 1)]]),
    "photo_taken": np.array([[2009, 2012, 2010, 2010, 2000, 2000, 2000, 2000, 2000]], dtype=np.uint16),
    "full_path": cells(["17/10000217_1981-05-05_2009.jpg", "02/10002702_1960-11-09_2012.jpg",
                        "00/1_1990-07-01_2010.jpg", "00/2_1990-07-02_2010.jpg", "00/3_1970-01-01_2000.jpg",
                        "00/4_1970-01-01_2000.jpg", "00/5_1970-01-01_2000.jpg", "00/6_0000-01-01_2000.jpg",
                        "00/7_1970-01-01_2000.jpg"]),
    "gender": np.array([[1, 0, np.nan, 1, 1, 1, 1, 1, 1]], dtype=float),
    "name": cells(["Sami Jauhojärvi", "Dettmar Cramer", "a", "b", "c", "d", "e", "f", "g"]),
    "face_location": cells([np.array([[111.29, 111.29, 252.67, 252.67]])] * 9),
    "face_score": np.array([[4.3, 2.65, 1.0, 3.0, -np.inf, 0.5, 3.0, 3.0, 3.0]]),
    "second_face_score": np.array([[np.nan, np.nan, np.nan, np.nan, np.nan, np.nan, 1.97, np.nan, np.nan]]),
}
savemat(here / "wiki.mat", {"wiki": wiki}, do_compression=True)

# A value of each kind.
kinds = {
    "numbers": np.array([[1.5, 2, 3], [4, 5, np.inf]]),
    "bytes": np.array([[-3, 7]], dtype=np.int8),
    "long": np.array([[-(2**40), 2**53]], dtype=np.int64),
    "single": np.array([[0.25]], dtype=np.float32),
    "flags": np.array([[True, False]]),
    "cube": np.arange(8.0).reshape(2, 2, 2),
    "text": "Jauhojärvi 年",
    "lines": np.array(["ab", "cd"]),
    "empty": np.zeros((0, 0)),
    "nested": cells(["a", np.array([[7.0]]), cells(["b"])]),
    "people": np.array([[("Ann", 30.0), ("Bob", 41.0)]], dtype=[("name", object), ("age", object)]),
    "complex": np.array([[1 + 2j]]),
    "sparse": csc_matrix(np.eye(2)),
}
savemat(here / "kinds.mat", kinds, do_compression=False)
