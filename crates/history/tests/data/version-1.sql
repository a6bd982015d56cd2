-- A store of schema version 1, as bonafide 1 wrote it (dumped with sqlite3's .dump). Never edit: it shows that old stores are read.
PRAGMA application_id = 1651469921;
PRAGMA user_version = 1;
BEGIN TRANSACTION;
CREATE TABLE ack (
        team TEXT NOT NULL,
        change TEXT NOT NULL,
        reason TEXT NOT NULL,
        until TEXT,
        made_at TEXT NOT NULL,
        PRIMARY KEY (team, change)
    ) STRICT;
INSERT INTO "ack" VALUES('partner:elm','unreachable 2026-10-31T03:00:00Z','moves','2026-12-31','2026-10-31T08:00:00Z');
CREATE TABLE run (
        team TEXT PRIMARY KEY,
        attempted_at TEXT NOT NULL,
        unreachable_since TEXT,
        body TEXT
    ) STRICT;
INSERT INTO "run" VALUES('partner:elm','2026-10-31T03:00:00Z','2026-10-31T03:00:00Z','{"run":{"at":"2026-10-30T03:00:00Z","verdict":"Authentic","why":null,"reason":"authentic","document_sha256":"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb","shown":{"fingerprint":null,"emails":["cert@elm.example"],"phones":[]}},"since":"2026-10-30T03:00:00Z"}');
INSERT INTO "run" VALUES('file:p/x.txt','2036-10-31T03:00:00Z',NULL,'{"run":{"at":"2036-10-31T03:00:00Z","verdict":"Unverified","why":"Expired","reason":"authentic","document_sha256":"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb","shown":{"fingerprint":null,"emails":["cert@elm.example"],"phones":[]}},"since":"2036-10-31T03:00:00Z"}');
CREATE TABLE sight (
        id INTEGER PRIMARY KEY,
        team TEXT NOT NULL,
        body TEXT NOT NULL,
        sum TEXT NOT NULL
    ) STRICT;
INSERT INTO "sight" VALUES(1,'HTTPS://www.Elm.example/a','{"seen_at":"2026-03-01T03:00:00Z","document_sha256":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","version":"1.0","date":"2026-02-01","signed_at":"2026-02-01T10:00:00Z","fingerprint":"8A1EC5D2B7C0EFA49FFB31FC2485CF71E37BEBB7","emails":["cert@elm.example"],"phones":["+442079460137"]}','ce9dbb8eab8dbb4db9aecbe39d826c3f0a1f9c3641762d3bddf656adb23c634b');
INSERT INTO "sight" VALUES(2,'https://www.elm.example/rfc2350.txt?b=2&a=1','{"seen_at":"2026-03-01T03:00:00Z","document_sha256":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","version":"1.0","date":"2026-02-01","signed_at":"2026-02-01T10:00:00Z","fingerprint":"8A1EC5D2B7C0EFA49FFB31FC2485CF71E37BEBB7","emails":["cert@elm.example"],"phones":["+442079460137"]}','f97f8d66818fa28e47ca007f32fc8cb4dcb5e2489442a94f515df25886c71be4');
INSERT INTO "sight" VALUES(3,'https://www.elm.example/rfc2350.txt?b=2&a=1','{"seen_at":"2026-10-31T03:00:00.25Z","document_sha256":"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb","version":"1.1","date":"2026-05-01","signed_at":"2026-05-01T10:00:00Z","fingerprint":"8A1EC5D2B7C0EFA49FFB31FC2485CF71E37BEBB7","emails":["cert@elm.example"],"phones":["+442079460137"]}','40bc44ad316182481030b91482de3da2d16619f0e03cd295c3c5c4c419c3f3af');
INSERT INTO "sight" VALUES(4,'team:cert-elm','{"seen_at":"2026-10-31T03:00:00.25Z","document_sha256":"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb","version":"1.1","date":"2026-05-01","signed_at":"2026-05-01T10:00:00Z","fingerprint":"8A1EC5D2B7C0EFA49FFB31FC2485CF71E37BEBB7","emails":["cert@elm.example"],"phones":["+442079460137"]}','9ac349de04bf8706718d0f95bbaa16e5f9b2cad84b9f19058057e8665bf7f839');
INSERT INTO "sight" VALUES(5,'partner:elm','{"seen_at":"2026-10-31T03:00:00.25Z","document_sha256":"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb","version":"1.1","date":"2026-05-01","signed_at":"2026-05-01T10:00:00Z","fingerprint":"8A1EC5D2B7C0EFA49FFB31FC2485CF71E37BEBB7","emails":["cert@elm.example"],"phones":["+442079460137"]}','8ffa3ba4bb75d3f2fb0c637879a62f9506ec1dc0d629309a331499f40f0fd4ec');
CREATE INDEX sight_of_team ON sight (team, id);
COMMIT;
