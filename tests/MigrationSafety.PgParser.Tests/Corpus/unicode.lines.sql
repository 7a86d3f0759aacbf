SELECT 'é', 'ß', 'ÿ'
SELECT '😀', 'a😀b'
SELECT "größe" FROM "Tabelle_ÄÖÜ" AS größer
SELECT 'é😀' FROM FROM
SELECT 😀 FROM t WHERE
ALTER TABLE straße ADD COLUMN größe int
COMMENT ON TABLE t IS '日本語のコメント'
SELECT '日本語', x y z
CREATE TABLE таблица (столбец int, столбец2 текст DEFAULT 'значение')
SELECT U&'\00e9\+01F600', U&"\00e9"
SELECT U&'\d83d\de00'
SELECT U&'\d83d'
SELECT E'\u00e9\U0001F600'
SELECT E'\ud83d\ude00'
SELECT E'\ud83d'
SELECT 'é' é, 'x' )
SELECT 1 /* комментарий */ , -- ещё один 😀
SELECT '​zero-width', '﻿bom'
SELECT x
SELECT $é$body$é$
SELECT $日本$ $$ $日本$, $日
SELECT '👨‍👩‍👧‍👦' || , 1
SELECT "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaé😀bbbbbbbbbbbbbbbb"
SELECT éééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé FROM t
SELECT 'ééééééééééééééé
INSERT INTO t VALUES ('Ω', E'\xce\xa9'), ('ﬁ')
