"""Nouns of everyday German, and stems that compounds begin with, so that words of any field can be taken apart.

Written for this project, as the support nouns are (see seed_nouns.py).
"""

_NOUNS = """
Alt Anklopf Frei Fest Kartoffel Kartusche Spam Tee Toner Ausstell Bade Gletscher Kutter Saite
Aal Abbau Abdeckung Abdruck Abend Abenteuer Abfahrt Abfall Abflug Abfluss Abgabe Abgas Abhilfe Abitur Abkommen Ablage
Ablesung Abnahme Abnehmer Abrede Abreise Abriss Absatz Abschied Abschnitt Absicherung Absicht Abstand Abstell Abstieg
Abstimmung Abtast Abtei Abwasser Abwehr Abwesenheit Abzocke Abzug Achse Acker Ader Adler Adressat Affäre Affe Agent
Agentur Ahorn Airbag Akademie Akkord Akt Akten Aktie Aktien Aktivität Akzent Alge Alkohol Allee Allergie Alltag Alm
Alpen Altar Alter Altglas Altpapier Aluminium Amateur Ameise Ampel Ampulle Amt Ämter Ananas Anbau Anbindung Andacht
Andenken Anfahrt Anfang Angel Angst Anhänger Ankauf Anker Anklage Ankündigung Ankunft Anlass Anleihe Anlieferung
Anlieger Anmelde Anmerkung Annonce Anordnung Anpassung Anreise Anreiz Ansage Ansatz Anschlag Anspruch Anstalt Anstieg
Anteil Antrieb Antworten Anwahl Anwalt Anwender Anwesenheit Anzahl Anzeigen Anzug Apfel Apotheke Apparat Aquarium
Arbeiter Arbeitgeber Arbeitnehmer Architekt Archive Arm Armband Armut Arznei Arzt Ärzte Asche Asphalt Ast Äste Asyl
Atem Athlet Atlas Atom Attest Attraktion Audio Aufbau Aufenthalt Aufgabe Aufkleber Auflage Auflieger Auflistung
Aufpreis Aufruf Aufrüstung Aufsatz Aufschlag Aufsicht Aufstand Aufstieg Auftritt Aufwand Aufzeichnung Aufzug Auge Augen
Auktion Ausbau Ausbildung Ausblick Ausbruch Ausdruck Ausfahrt Ausflug Ausgang Ausgleich Aushang Auslass Auslastung
Auslöse Auslöser Auslosung Auspuff Ausrüstung Aussage Ausschlag Ausschluss Ausschnitt Ausschreibung Ausschuss Außen
Aussicht Ausstand Ausstattung Ausstellung Ausstieg Austausch Austritt Auswertung Auszug Authentifizierung Auto
Automatik Autor Axt Baby Bach Bäche Back Backe Bäcker Bäckerei Backofen Backstein Backup Bad Bäder Bagger Bahnsteig
Bahre Bakterie Balance Balkon Ball Bälle Ballon Banane Bande Banner Bär Bären Bargeld Bart Bauch Bauer Bauern Baum
Baumarkt Bäume Baumwolle Baustein Baustelle Bauteil Bauten Beamer Beamter Becher Becken Bedarf Bedeutung Bedingung
Bedrohung Beere Beet Befestigung Befragung Befund Begleiter Begleitung Begrenzung Begrüßung Behälter Behandlung
Behinderung Behörde Beihilfe Beil Bein Beitritt Beiwagen Bekannter Bekleidung Belag Belastung Beleg Belegung
Beleuchtung Belichtung Belohnung Belüftung Benutzung Benzin Berechnung Berechtigung Bereitschaft Bereitstellung Berg
Bergbau Beruf Bescheid Bescheinigung Beschleunigung Beschränkung Beschreibung Besen Besitz Besitzer Besteck Besucher
Beteiligung Beton Betreuer Betreuung Betrug Bett Betten Beutel Bevölkerung Bewegung Beweis Bewerber Bewerbung Bewertung
Bewohner Bezahlung Bezeichnung Beziehung Bezirk Bezug Bibel Bibliothek Biene Bier Bilanz Bildung Bindung Bio Birne
Bischof Biss Blackout Blase Blatt Blätter Blech Blei Blende Blick Blockade Blog Blu Blume Blumen Bluse Blut Blüte
Bluetooth Boden Bogen Bohne Bohr Bohrer Bohrmaschine Bohrung Boiler Bolzen Bombe Bonbon Boot Boote Bord Börse Bot Bote
Boten Botschaft Boutique Boxen Boxer Branche Brand Brände Brat Braten Brause Braut Brei Breite Brems Bremse Brennen
Brennstoff Brett Bretter Brille Brise Broschüre Brot Bruch Brücke Bruder Brunnen Brust Buchhaltung Buchse Buchstabe
Bucht Budget Bügel Bügeleisen Bühne Bund Bündel Bundes Bündnis Burg Bürger Bürgermeister Bürste Busch Butter Byte Cafe
Camp Camping Campus Cent Champion Chance Chaos Charakter Charge Chef Chemie Chlor Chor Christ Chronik Cloud Club Coach
Cocktail Codec Comic Controller Cookie Couch Coupon Creme Cursor Dach Dachboden Dächer Dachs Dackel Dame Dämmerung
Dämmung Dampf Dämpfer Darlehen Darm Darsteller Dash Datenbank Debit Decke Deckel Defekt Definition Deich Demokratie
Denkmal Depot Design Detail Dialekt Dialog Diamant Dichtung Dicke Dieb Diebstahl Diesel Differenz Digital Ding Dioden
Diplom Direktor Diskette Disko Diskussion Distanz Distel Doktor Dokumentation Dolch Dollar Dom Donner Doppel Dorf
Dörfer Dorn Dose Dosen Dosis Drache Drama Dreck Dreh Drehung Dreieck Drittanbieter Droge Drogerie Drohne Drohung
Druckerei Drucksache Duft Düne Dünger Dunkel Durchfall Durchgang Durchlass Durchlauf Durchmesser Durchsatz Durchschnitt
Durchsuchung Durst Dusch Dusche Düse Dynamik Ebbe Ebene Echo Echtzeit Eck Ecke Ecken Edelstein Effekt Ehe Ehre Ehrenamt
Eiche Eichel Eid Eidechse Eier Eifer Eigen Eigentum Eigentümer Eignung Eile Eimer Einbau Einbindung Einblick Einbruch
Eindruck Einfahrt Einfall Einfluss Einfuhr Eingriff Einheit Einigung Einkommen Einkünfte Einlage Einlass Einleitung
Einlese Einnahme Einrede Einsatz Einschränkung Einsicht Einspeise Einspeisung Einspruch Einstieg Eintritt Einwahl
Einwand Einweg Einweisung Einwilligung Einwohner Einzel Einzelteil Einziehung Eis Eisen Eisenbahn Eiweiß Ekel Elan
Elefant Elektriker Elektro Element Eltern Email Emotion Empfehlung Emulator Endung Engagement Enge Engel Enkel Ente
Entfernung Entgelt Entlassung Entlastung Entschädigung Entscheidung Entsorgung Entsperr Entwickler Entwicklung Entwurf
Epoche Erb Erbe Erbse Erd Erdbeben Erdbeere Erde Erdgas Erdung Ereignis Erfassung Erfinder Erfindung Erfolg Erfüllung
Ergänzung Erhöhung Erholung Erkältung Erkennung Erkrankung Erlass Erlaubnis Erlebnis Erlös Ermittlung Ernährung Ernte
Eröffnung Ersatzteil Ersparnis Ertrag Erwachsenen Erwerb Erzeuger Erzieher Erziehung Esel Ess Essen Essig Etage Etappe
Etat Etikett Eule Euro Event Examen Exemplar Experte Experten Export Extra Fabrik Faden Fahne Fahr Fahrbahn Fähre
Fahrkarten Fahrschein Fahrstuhl Fahrzeug Faktor Falke Fall Fälle Fallen Falt Faltblatt Falte Familie Familien Fan Fang
Fantasie Farb Fasching Faser Fass Fassade Fässer Fassung Faust Feder Fee Fehl Fehlern Feier Feige Feile Feind Feinheit
Feinstaub Felge Fell Fels Felsen Ferien Ferkel Fernglas Ferse Fertig Fertigung Fest Festival Festung Fett Feuerwehr
Feuerwerk Fieber Figur Filial Finale Finanz Finanzen Finder Finger Firmen Fisch Fische Fischer Fitness Flach Fläche
Flächen Flagge Flamme Flasche Flaschen Flatter Fleck Fledermaus Fleisch Fleischer Fliege Fliegen Fliese Fliesen Floh
Flosse Flöte Flotte Fluch Flucht Flüchtling Flügel Flur Fluss Flüsse Flüssigkeit Flut Fohlen Folie Folien Folter Förder
Förderung Forelle Formel Formulare Forscher Forschung Forst Fortbildung Fortschritt Fotograf Fracht Fragebogen Franken
Frau Frauen Freibad Freigang Freiheit Freischalt Freizeit Freund Freunde Freundin Freundschaft Frieden Friedhof Frisch
Friseur Frisör Frisur Front Frosch Frost Frucht Früchte Früh Frühling Frühstück Fuchs Führer Führerschein Fuhrpark
Führung Führungs Füllung Fund Fundament Funke Funkgerät Funkloch Funkturm Fuß Fußball Fußboden Fußgänger Futter Gabe
Gabel Galerie Galle Gaming Gang Gänge Gans Gänse Garage Garagen Garde Garderobe Gardine Garn Garten Gärtner Gas Gasse
Gäste Gasthaus Gaststätte Gatte Gaumen Gebäck Gebäude Geber Gebet Gebiet Gebirge Gebiss Gebrauch Geburt Geburtstag
Gedächtnis Gedanke Gedanken Gedicht Gefahr Gefahren Gefälle Gefäß Geflügel Gefühl Gegend Gegenstand Gegner Gehalt
Geheim Geheimnis Gehirn Gehör Gehweg Geige Geist Gelände Geländer Gelb Gelehrter Gelenk Gemälde Gemeinschaft Gemüse Gen
Genehmigung General Generation Genuss Gepäck Geräte Geräusch Geruch Gerüst Gesamt Gesang Geschenk Geschichte Geschirr
Geschlecht Geschmack Geschoss Geschwister Gesellschaft Gesetz Gesicht Gespenst Gestalt Gestein Gestell Gesuch
Gesundheit Getränk Getreide Getriebe Gewährleistung Gewalt Gewebe Gewehr Gewerbe Gewerkschaft Gewicht Gewinde Gewissen
Gewitter Gewohnheit Gewürz Gier Gift Gigabit Gigabyte Gipfel Gips Giraffe Girokonto Gitarre Gitter Glanz Glaube Gleit
Glocke Glück Glüh Gold Golf Gott Grab Graben Grad Granit Gras Gräser Gratis Grau Greif Griff Grill Grippe Groß
Großeltern Grube Gruben Grün Grundgebühr Grundstück Gruppen Gruß Gummi Gurke Gurt Gürtel Guss Gut Gutachten Güter
Gymnasium Haar Haare Haftung Hahn Haken Hälfte Halle Hallen Hals Halt Halte Halter Haltestelle Haltung Hammer Hamster
Hand Hände Handels Händler Handlung Handschuh Handtuch Handwerk Handwerker Hang Hänge Hardware Harfe Harn Hase Hasen
Hass Haube Haufen Hausarzt Hausbau Häuser Hausnummer Haustier Haut Hebamme Hebel Heck Hecke Heer Heil Heilung Heimat
Heimnetz Heirat Heiz Heizer Heizkörper Heizöl Held Helden Helfer Helikopter Helm Hemd Hemden Henne Herbst Herd Herde
Hering Herkunft Herr Herren Herrschaft Herz Herzen Heu Hilfs Himbeere Himmel Hindernis Hintergrund Hirn Hirsch Hirt
Hitze Hobby Hobel Hoch Hochschule Hochwasser Hochzeit Hocker Höhe Höhen Höhepunkt Höhle Holz Hölzer Honig Honorar
Hopfen Hör Horizont Horn Hose Hosen Hotel Hub Huf Hüfte Hügel Huhn Hühner Hummel Hund Hunde Hunger Hupe Hürde Hut Hüte
Hütte Hybrid Hygiene Hymne Ideal Idee Ideen Igel Imbiss Immobilie Immobilien Impf Impfung Import Impuls Index Indianer
Individual Industrie Infektion Information Informationen Ingenieur Inhalte Inkasso Innen Innenraum Insekt Insekten
Insel Inspektion Installateur Institut Instrument Intensiv Interesse Interessen Interview Invasion Inventar Inventur
Investition Isolierung Jacke Jacken Jagd Jäger Jahres Jahrhundert Jahrmarkt Jeans Jod Jogging Joghurt Journal Jubel
Jubiläum Junge Jungen Jungfrau Jury Justiz Juwelier Kabine Kabinett Käfer Kaffee Käfig Kaiser Kajak Kakao Kalb Kalk
Kalt Kälte Kamel Kamin Kamm Kammer Kampf Kämpfe Kanäle Kanne Kante Kantine Kanzler Kapital Kapitän Kapitel Kappe Kapsel
Karneval Karosserie Karotte Karpfen Karriere Karten Karton Karussell Käse Kaserne Kassen Kasten Katalog Katastrophe
Kater Katze Katzen Kaugummi Kaution Kegel Kehle Keil Keks Keller Kellner Kenn Kenntnis Kennzahl Keramik Kerb Kerl Kern
Kerne Kerze Kerzen Kessel Kette Ketten Keule Kiefer Kies Kilometer Kinder Kindergarten Kinn Kino Kiosk Kippe Kirche
Kirchen Kirsche Kissen Kitz Klage Klammer Klapp Klappe Klasse Klassen Klavier Kleb Klebe Kleber Klee Kleid Kleider
Kleidung Klein Klemme Kletter Klettern Klima Klinge Klingel Klinke Klo Kloster Klub Knall Knie Knoblauch Knochen Knolle
Knopf Knöpfe Knoten Koch Köche Koffer Kohl Kohle Kohlen Kolben Kollektion Kombi Kombination Komfort Komitee Kommando
Kommission Kommune Kommunikation Kompass Komplett Komponist Kompromiss Konflikt Kongress König Königin Konkurrenz
Konserve Konsum Konten Kontroll Kontroller Konzept Konzern Konzert Koordinator Köper Koppel Kopplung Korn Körner Körper
Korrektur Korrespondenz Kosmetik Kost Kostüm Kräfte Kraftstoff Kraftwerk Kragen Kralle Kran Kräne Kranken Krankenhaus
Kranz Krater Kraut Kräuter Krawatte Krebs Kreide Kreuz Kreuzung Kricket Krieg Kriege Krieger Krimi Kriminal Krippe
Krise Krisen Kristall Kritik Krone Kröte Krug Krümel Kruste Küche Küchen Kugel Kugeln Kuh Kühe Kühl Kühler Kühlschrank
Kühlung Küken Kultur Kulturen Kummer Kunden Kündigungs Kunst Künste Künstler Kunststoff Kuppel Kupplung Kur Kürbis
Kurier Kurve Kurven Kurz Kuss Küste Küsten Kutsche Kuvert Labor Lachs Lack Lade Ladekabel Ladesäule Laie Lamm Länder
Landschaft Landung Landwirt Lang Länge Längen Lärm Laser Last Lasten Laster Lastschrift Lastwagen Laterne Latte Laub
Lauf Läufer Lauge Laune Laus Lava Lawine Leasing Lebens Lebensmittel Leber Leck Leder Leer Leerlauf Legende Lehm Lehne
Lehr Lehre Lehrerin Lehrling Leib Leiche Leichen Leih Leine Leinen Leinwand Leiter Leitungen Lektion Lektüre Lerche
Lern Leute Lexikon Liebe Liebes Lied Lieder Liefer Liege Lift Likör Lilie Limit Limonade Linde Lineal Linse Linsen
Lippe Lippen Listen Liter Literatur Lizenzen Lob Loch Löcher Locke Löffel Logik Logo Lohn Löhne Lokal Lokomotive
Lorbeer Lösch Lösungen Lotterie Lotto Löwe Löwen Lücke Lücken Luftballon Lüfter Lüftung Lüge Lump Lunge Lungen Lupe
Lust Luxus Mädchen Magazin Magen Magnet Mahl Mahlzeit Mai Mailbox Mais Makler Makro Maler Malz Manager Mandat
Mandel Mangel Mann Männer Mannschaft Mantel Mappe Märchen Margarine Marine Markierung Marmelade Marmor Marsch Masche
Maß Massage Maße Massen Maßnahme Mast Masten Master Match Matratze Matrose Matte Mauer Mauern Maul Maurer Mäuse Maximum
Mechanik Mechaniker Medaille Medikament Medikamente Medium Medizin Meer Meere Mehl Mehrheit Meile Meinung Meinungen
Meister Meisterschaft Melde Meldungen Melone Membran Mensch Menschen Merk Merkmal Mess Messe Messer Messing Metall
Meteor Meter Methode Methoden Metzger Miet Mikro Mikrofon Mikroskop Mikrowelle Milch Militär Milz Minderheit Mindest
Mine Mineral Mini Minister Ministerium Misch Mischung Mission Mist Mitfahrer Mitgliedschaft Mitnahme Mittag Mitte
Mittel Mitternacht Mixer Möbel Mobil Mobilität Mode Moderator Modus Mofa Mole Molekül Moment Monats Mond Monster
Montage Monteur Moor Moos Moped Mord Mörder Morgen Mosaik Moschee Motiv Motor Motoren Motorrad Motte Möwe Mücke Mühe
Mühle Müll Multi Mund Mundart Münze Münzen Museen Museum Museums Muskel Muskeln Muße Mutter Mütze Mythos Nabel
Nachfolger Nachfrage Nachlass Nachmittag Nachnahme Nachrichten Nacht Nächte Nachteil Nachtisch Nacken Nadel Nadeln
Nagel Näh Nahrung Naht Nähte Nahverkehr Namen Narbe Narren Nase Nasen Nässe Nation National Natur Navi Nebel Neffe
Nelke Nerv Nerven Nest Netto Netze Neu Neubau Neugier Neuigkeit Neujahr Nichte Nickel Niederlage Niederlassung
Niederschlag Niere Nieren Niete Niveau Nomade Nord Norden Norm Normal Notar Note Noten Notfall Nudel Nudeln Null
Nummern Nuss Nüsse Oase Ober Oberfläche Obst Ochse Ofen Offizier Offline Öffner Öffnung Öffnungen Ohr Ohren Öko Olive
Olympia Oma Omnibus Onkel Online Opa Oper Operation Opfer Optik Optiker Optimierung Option Orange Orchester Orden
Ordnung Organ Organe Organisation Organizer Orgel Orientierung Original Orkan Orts Ost Osten Oster Ostern Otter Ozean
Paar Pacht Pack Päckchen Packung Paddel Palast Palette Palme Pandemie Panne Pannen Panzer Papa Pappe Pappel Papst
Parade Paradies Parallel Parfüm Park Parkett Parkhaus Parkplatz Parks Parlament Partei Parteien Party Pass Passage
Passagen Passagier Pässe Pastor Patch Pate Patent Patient Patienten Patrone Patronen Pedal Pegel Pelz Pendel Pendler
Pension Perle Perlen Perlon Personal Personen Perücke Pfand Pfanne Pfannen Pfarrer Pfau Pfeffer Pfeife Pfeil Pfeiler
Pferd Pferde Pfirsich Pflanze Pflanzen Pflaster Pflaume Pflege Pfleger Pflug Pforte Pfosten Pfote Pfund Pfütze Physik
Pilger Pille Pilot Piloten Pilz Pilze Ping Pinsel Pirat Piste Pixel Pizza Plage Plakat Planet Planeten Planung Plastik
Platten Playlist Plotter Plugin Podium Pokal Pol Police Politik Politiker Polizei Polizist Polster Pool Popup Portion
Porto Porträt Porzellan Postausgang Posteingang Posten Poster Postleitzahl Power Praktikant Praktikum Pranger
Präsentation Präsident Predigt Premium Prepaid Presse Priester Prinz Prinzessin Prinzip Privat Probe Proben Produktion
Professor Profi Programme Projekt Projektor Promille Propeller Prospekt Protest Prothese Protokolle Provinz Provision
Prozent Prozessor Prüf Psycho Publikum Pudding Puder Puffer Pullover Puls Pult Pulver Pumpe Pumpen Pumpwerk Puppe
Puppen Putz Puzzle Pyramide Quadrat Qual Qualität Qualle Quark Quartal Quartett Quartier Quarz Quatsch Quell Quellen
Quiz Quote Rabe Rache Rad Radar Räder Radfahrer Radius Radler Radweg Rakete Raketen Rampe Rasen Rasier Rasierer Rast
Raster Raten Ratgeber Rathaus Rätsel Ratte Ratten Raub Räuber Rauch Raucher Räume Raupe Rausch Reaktion Reaktor
Realität Receiver Rechen Rechnungen Rechte Rechtsanwalt Redakteur Redaktion Rede Redner Reederei Referat Reflex Reform
Regal Regen Regenschirm Regierung Reh Reiben Reibung Reich Reifen Reihen Reinigung Reinigungs Reis Reißverschluss Reit
Reiter Reiz Reklamation Rekord Religion Remote Renn Rennen Rente Renten Rentner Repeater Reporter Republik Reserve
Reset Ressort Restaurant Retter Rettung Revier Revolution Revolver Rezept Rezeption Rhythmus Richt Richter Richtung
Riegel Riemen Riese Rille Rind Rinde Rinder Ring Ringe Rinne Rippe Risiken Risiko Riss Risse Ritt Ritter Robbe Roboter
Rock Röcke Roggen Roh Rohr Rohre Röhren Rohstoff Roll Rollator Roller Rollladen Rollo Rollstuhl Roman Romane Röntgen
Rose Rosen Rosine Rost Rot Rotor Route Rübe Rubrik Rück Rücken Rückfahrt Rückfrage Rückkehr Rückruf Rucksack Rückseite
Rückstand Rücktritt Rückwand Ruder Ruftaste Ruine Rum Rumpf Rund Runde Runden Rundfunk Rundgang Rüssel Rüstung Rutsche
Saal Saat Säbel Sack Säcke Saft Säfte Säge Sahne Saison Saiten Salat Salbe Saldo Säle Salon Salz Samen Sammel
Sammelbestellung Sammler Sammlung Samstag Samt Sand Sandale Sänger Sanierung Sanitär Sarg Satellit Satelliten Sattel
Satz Sätze Satzung Sau Sauber Säugling Säule Säulen Saum Sauna Säure Säuren Scan Scanner Schablone Schach Schacht
Schächte Schädel Schaf Schafe Schal Schale Schalen Schall Schalt Scham Schanze Schatten Schatz Schätze Schau Schaufel
Schaukel Schaum Schauspiel Schauspieler Scheibe Scheiben Scheidung Scheine Scheinwerfer Scheitel Schelle Schema
Schenkel Scherbe Schere Scherz Scheune Schicht Schichten Schicksal Schiebe Schiedsrichter Schiene Schienen Schiff
Schiffe Schild Schilder Schilf Schimmel Schinken Schlacht Schlaf Schlag Schläge Schläger Schlagzeug Schlamm Schlange
Schlangen Schlauch Schläuche Schleif Schleife Schleifen Schleim Schlepp Schleuder Schleuse Schlichtung Schließ
Schließfach Schlitten Schlittschuh Schloss Schlösser Schlucht Schluck Schluss Schlüsselbund Schmerz Schmerzen
Schmetterling Schmied Schmieren Schmuck Schmutz Schnabel Schnalle Schnaps Schnecke Schnee Schneider Schnell Schnitzel
Schnuller Schnur Schnüre Schnurr Schokolade Scholle Schönheit Schopf Schornstein Schoß Schote Schrägen Schramme
Schranke Schranken Schraube Schrauben Schrei Schreib Schreiner Schriften Schritte Schrott Schub Schublade Schuh Schuhe
Schul Schuld Schulden Schuldner Schulen Schüler Schulter Schultern Schulung Schuppen Schurke Schürze Schuss Schüsse
Schüssel Schutt Schwäche Schwager Schwalbe Schwamm Schwan Schwangerschaft Schwanz Schwarm Schwarz Schwein Schweine
Schweiß Schwelle Schwer Schwert Schwester Schwestern Schwimm Schwimmbad Schwimmer Schwindel Schwung See Seele Seelen
Segel Segen Segler Seh Seide Seife Seil Seile Seiten Sekretär Sekt Sekundär Sekunde Sekunden Selbst Selfie Semester
Seminar Senat Send Sende Senf Senior Senioren Sense Serie Serien Sessel Set Seuche Show Sieb Siebdruck Siedlung Sieg
Siege Siegel Sieger Silbe Silber Silvester Sinn Sinne Sirene Sirup Sitte Situation Sitzung Sitzungen Skala Skalierung
Skandal Ski Skizze Sklave Skorpion Slot Snack Socke Socken Sofa Sofort Sohle Sohn Söhne Solar Soldat Soldaten Sommer
Sonne Sonnen Sorge Sorgen Sorte Sorten Soße Sound Souvenir Sozial Spalt Spalte Spange Spannung Spar Sparer Spargel
Sparkasse Spaß Spaten Spatz Spaziergang Specht Speck Speer Speicherung Speise Speisen Spende Spenden Sperling Sperrung
Spezial Spezialist Spiegel Spiegelung Spiele Spieler Spielzeug Spieß Spinat Spinne Spinnen Spion Spirale Spitze Spitzen
Splitter Sport Sportler Spott Sprach Sprachen Spray Sprech Sprecher Spreng Spring Springer Spritze Spritzen Spross
Spruch Sprüche Sprung Sprünge Spül Spüle Spülung Spur Spuren Staat Staaten Stab Stäbe Stachel Stadion Städte Stadtplan
Staffel Stahl Stall Ställe Stamm Stämme Stammtisch Stand Standby Stände Standorte Stange Stangen Star Stärke Stärken
Starts Statement Stativ Statue Stau Staub Staubsauger Steck Steckplatz Steg Steh Steig Steigerung Steigung Stein Steine
Stellung Stempel Steppe Sterbe Stern Sterne Steuerberater Stich Sticker Stiefel Stiel Stier Stift Stifte Stiftung Stil
Stille Stillstand Stimmen Stimmung Stirn Stock Stöcke Stockwerk Stoff Stoffe Stollen Stolz Stopp Stöpsel Storch Storno
Störungen Stoß Straf Strafe Strafen Strahl Strahlen Strahlung Strand Strände Straßen Strategie Strauch Sträucher Strauß
Streaming Strecken Streich Streifen Streik Streiks Streit Stress Stroh Ströme Strömung Strudel Struktur Strumpf
Strümpfe Stube Stück Stücke Studenten Studie Studien Studio Studium Stuhl Stühle Stumm Stunden Sturm Stürme Sturz
Stütze Stützen Subjekt Substanz Such Suchlauf Suchmaschine Sucht Süd Süden Summe Sumpf Sünde Supermarkt Suppe Suppen
Surf Süß Süßigkeit Switch Symptom Synagoge Synchronisation Szene Szenen Tabak Tabelle Tabellen Tafel Tafeln Tage Tages
Tagung Tal Talent Täler Talsperre Tank Tanker Tankstelle Tanne Tannen Tante Tanz Tänze Tänzer Tapete Tapeten Tarife
Tasche Taschen Tasse Tassen Tasten Tat Taten Täter Tätigkeit Tatsache Tattoo Tau Taube Tauben Tauch Taucher Taufe
Tausch Taxi Techniken Teich Teig Teile Telegramm Teller Tempel Temperatur Tempo Tendenz Tennis Teppich Teppiche
Terminal Termine Terrasse Terror Teufel Texte Theater Theke Thema Themen Theorie Therapie Thermometer Thermostat Thron
Ticker Tief Tiefe Tiefgarage Tier Tiere Tiger Tinte Tinten Tipp Tipps Tochter Tod Todes Toilette Toiletten Token
Toleranz Tomate Tomaten Töne Tonne Tonnen Topf Töpfe Tor Tore Torf Torte Torten Tot Touch Tour Touren Tourismus Tourist
Touristen Tracht Tradition Trage Träger Trainer Training Traktor Träne Tränen Transfer Traube Trauben Trauer Traum
Träume Treff Treffen Treffer Treib Treibstoff Trend Trenn Trennung Treppe Treppen Treppenhaus Tresen Tresor Treue
Treuhand Trick Triebwagen Triebwerk Trikot Trink Trinkgeld Tritt Trocken Trockner Trojaner Trommel Trompete Tropen
Tropfen Trost Truhe Truppe Truppen Tube Tuch Tücher Tugend Tulpe Tumor Tuner Tunnel Turbine Türe Türen Turm Türme Turn
Turner Turnier Turnus Tüte Tüten Überblick Überfall Übergabe Übergang Überholung Überlauf Übernachtung Übernahme
Überraschung Überschrift Überschuss Überschwemmung Überwachung Überzug Übung Übungen Ufer Uhren Umbau Umfang Umfeld
Umfrage Umgang Umgebung Umlauf Umleiten Umrüstung Umsatz Umschlag Umschulung Umstand Umwelt Unfall Unfälle Uni Uniform
Union Universität Unkraut Unruhe Unterhalt Unterhaltung Unterkunft Unternehmen Unternehmer Unterricht Unterschied
Unterschrift Unterschriften Untersuchung Urin Urkunde Urkunden Urne Ursache Ursachen Ursprung Ursprungs Urteil Urteile
Vakuum Vampir Vase Vater Vegetarier Veilchen Ventil Ventilator Ventile Veränderung Veranstalter Veranstaltung
Verantwortung Verarbeitung Verbinder Verbot Verbote Verbrauchs Verbrechen Verbund Verdacht Verdienst Verfassung
Verfolgung Verfügung Vergangenheit Verhalten Verhältnis Verhandlung Verkabelung Verkäufer Verkaufs Verknüpfung
Verletzung Verlobung Verlosung Vermieten Vermieter Vermittlungs Vermögen Vernunft Verpackung Verpflegung Verrat
Versammlung Verschleiß Verschluss Verschlüsselung Versende Versicherer Versorgung Verstand Verstärker Versteck
Versteigerung Verstoß Versuch Versuche Verteidigung Verteilung Vertrags Vertrauen Vertreter Vertretung Vertrieb
Verwandte Verweis Verwendung Verzicht Verzug Videothek Vieh Vielfalt Viereck Viertel Villa Viren Virus Visite
Visitenkarte Visum Vitamin Vitamine Vogel Volk Völker Voll Vollmacht Volt Vorbild Vordergrund Vorderseite Vorfahrt
Vorfall Vorfreude Vorführung Vorgang Vorgesetzter Vorhang Vorhänge Vorhersage Vorkasse Vormerkung Vorort Vorrang Vorrat
Vorräte Vorrichtung Vorschlag Vorschrift Vorschriften Vorschuss Vorsicht Vorsitz Vorsorge Vorspeise Vorsprung Vorstand
Vorstellung Vorteil Vortrag Vorurteil Vorwurf Vulkan Waage Wache Wachs Wachstum Wächter Waffe Waffel Waffen Waggon
Wahlen Wähler Wahn Währung Waise Wal Wald Wälder Wall Walze Walzer Wand Wände Wander Wanderer Wanderung Wange Wanne
Wanze Wappen Waren Warm Wärme Warn Warte Wärter Warteschlange Warteschleife Warze Wasch Waschbecken Wäsche
Waschmaschine Wasser Wasserhahn Watt Watte Web Weber Webseite Website Wechsler Wecker Wehr Weiche Weichen Weide
Weihnacht Weihnachten Weihnachts Wein Weine Weise Weisheit Weiß Weite Weizen Welle Wellen Weltraum Werbe Werte
Wettbewerb Wette Wetten Wettkampf Wichtigkeit Wickel Widder Widerspruch Widerstand Widget Wiederholung Wiege Wiese
Wiesen Wild Wille Winde Windel Windeln Windows Windrad Winkel Winter Wirbel Wirkung Wirkungsgrad Wirt Wirtschaft
Wirtshaus Wischer Wissen Wissenschaft Wissenschaftler Witwe Witz Witze Wochen Wohl Wohn Wohnungen Wolf Wölfe Wolke
Wolken Wolle Worte Wörter Wörterbuch Wrack Wucht Wunde Wunden Wunder Wünsche Würde Wurf Würfel Wurm Würmer Wurst Würste
Wurzel Wurzeln Wüste Wut Zahlen Zahlungs Zahn Zähne Zange Zapfen Zart Zauber Zauberer Zaun Zäune Zebra Zecke Zeh Zehe
Zeichnung Zeiger Zeilen Zeitalter Zeiten Zeitplan Zeitraum Zeitschrift Zelt Zelte Zement Zensur Zentimeter Zentner
Zepter Zeremonie Zerstörung Zeug Zeuge Zeugen Zeugnis Zeugnisse Ziege Ziegel Ziegen Zieh Ziffern Zigarette Zigaretten
Zimt Zinn Zirkel Zirkus Zitat Zitrone Zitronen Zivil Zoll Zölle Zoo Zoom Zopf Zorn Zucht Zucker Zufall Zuflucht Zugabe
Züge Zukunft Zulassung Zuleitung Zunge Zusammenfassung Zuschauer Zuschlag Zuschuss Zuständigkeit Zustell Zutat Zutaten
Zutritt Zuverlässigkeit Zwang Zwangs Zweifel Zweig Zweige Zwerg Zwiebel Zwiebeln Zwilling Zylinder
"""

NOUNS = frozenset(_NOUNS.split())
