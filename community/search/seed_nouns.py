"""Nouns of German customer support that compounds are made of, so that a fresh community can take them apart.

Written for this project; a community adds the words of its own posts (see vocabulary.py).
"""

_NOUNS = """
Abbruch Abfrage Abholung Ablauf Ablehnung Abmeldung Abo Abonnement Abrechnung Absage Abschluss Absender Absturz
Abteilung Account Adapter Administrator Adresse Akku Aktion Aktivierung Aktualisierung Akte Alarm Album Analyse
Anbieter Angebot Anfrage Angabe Anhang Anlage Anleitung Anliegen Anmeldung Annahme Anruf Anschluss Anschrift Ansicht
Ansprechpartner Antenne Antrag Antwort Anwendung Anzeige App Arbeit Archiv Artikel Assistent Aufladung Auflösung
Aufnahme Auftrag Ausfall Ausgabe Auskunft Ausland Auslieferung Ausweis Auswahl Automat Bahn Bahnhof Balken Band
Bandbreite Bank Barriere Basis Batterie Bau Bearbeitung Bedienung Befehl Begriff Beginn Beitrag Benachrichtigung
Benutzer Beratung Berater Bereich Bericht Beschwerde Bestätigung Bestellung Besuch Betrag Betreiber Betrieb Betreff
Bild Bildschirm Block Blitz Bon Bonus Box Breitband Brief Browser Buch Buchung Bus Büro Cache Center Chat Chip Code
Computer Container Daten Datei Datenschutz Datum Dauer Deckung Dienst Display Dokument Domain Download Draht Drossel
Druck Drucker Durchsage Eingabe Eingang Einladung Einkauf Einrichtung Einstellung Eintrag Einzug Elektronik Empfang
Empfänger Ende Energie Erfahrung Ergebnis Erinnerung Erklärung Ersatz Erstattung Erweiterung Fach Fahrer Fahrgast
Fahrkarte Fahrplan Fahrrad Fahrt Farbe Fax Feature Fehler Feld Fenster Fern Fernbedienung Fernsehen Fernseher Festnetz
Festplatte Feuer Filiale Film Filter Firma Firmware Flat Flatrate Flug Flughafen Folge Form Format Formular Forum Foto
Frage Freigabe Freischaltung Frequenz Frist Funk Funktion Garantie Gast Gebühr Gehäuse Geld Gemeinde Gerät Gericht
Geschäft Geschwindigkeit Gespräch Gewähr Gewinn Glas Glasfaser Gleis Grafik Grenze Größe Grund Gruppe Guthaben
Gutschein Gutschrift Haft Hafen Handel Handbuch Handy Haupt Haus Haushalt Heft Heim Heizung Hersteller Hilfe Hinweis
Historie Hof Hörer Host Hotline Hülle Icon Identität Inhaber Inhalt Installation Internet Jahr Jugend Kabel Kalender
Kamera Kanal Karte Kasse Kategorie Kauf Käufer Kennung Kennwort Kennzeichen Kind Kiste Klang Klausel Klick Klinik
Kollege Kommentar Komponente Konfiguration Konferenz Kontakt Konto Kontrolle Kopf Kopie Kopfhörer Korb Kosten Kraft
Kredit Kreis Kunde Kündigung Kupfer Kurs Laden Ladegerät Ladung Lage Lager Lampe Land Laptop Laufwerk Laufzeit
Lautsprecher Lautstärke Leben Lehrer Leiste Leistung Leitung Lese Leser Lesezeichen Leuchte Licht Lieferant Lieferung
Linie Link Liste Lizenz Lösung Löschung Luft Mahnung Mail Marke Markt Maschine Maske Material Maus Medien Mehrwert
Meldung Menge Menü Messung Miete Mieter Minute Mitarbeiter Mitglied Mitteilung Mobilfunk Modell Modem Modul Monat
Monitor Musik Muster Nachbar Nachname Nachricht Nachweis Name Navigation Netz Netzteil Netzwerk Neustart Newsletter
Not Notiz Notruf Nummer Nutzer Nutzung Objekt Ordner Ort Paket Panel Papier Partner Passwort Pause Person Pfad Pflicht
Phase Pin Plan Platte Platz Platzhalter Plattform Portal Portierung Port Position Post Postfach Prämie Praxis Preis
Problem Produkt Profil Programm Protokoll Provider Prozess Prüfung Punkt Quelle Quittung Rabatt Radio Rahmen Rand Rate
Raum Rechner Rechnung Recht Regel Region Register Reihe Reise Reparatur Reservierung Rest Retoure Richtlinie Roaming
Rolle Router Rücknahme Rückgabe Rücksendung Rufnummer Ruf Ruhe Sache Schaden Schalter Schaltung Schein Schirm
Schlüssel Schlitz Schnitt Schnittstelle Schrank Schreiben Schrift Schritt Schule Schutz Seite Sektor Sendung Sender
Sensor Server Service Sicherheit Sicherung Sicht Sim Signal Sitz Skript Smartphone Software Sonder Speicher Sperre
Spiel Sprache Stadt Standard Standort Start Station Statistik Status Stecker Steckdose Stelle Steuer Steuerung Stick
Stimme Störung Straße Strecke Stream Strom Student Stufe Stunde Suche Support Symbol System Tablet Tag Takt Tarif
Tastatur Taste Team Technik Techniker Teil Teilnehmer Telefon Telefonie Termin Test Text Ticket Tisch Titel Ton
Transport Treiber Tür Typ Übersicht Übertragung Überweisung Uhr Umleitung Umstellung Umzug Unterlage Unterstützung
Update Upload Urlaub Variante Verband Verbindung Verbrauch Verbraucher Verein Verfahren Vergleich Verkauf Verkehr
Verlag Verlängerung Verlauf Verlust Vermittlung Versand Versicherung Version Verspätung Verteiler Vertrag Verwaltung
Verzeichnis Verzögerung Video Volumen Vorlage Vorname Vorschau Vorwahl Wagen Wahl Wandler Ware Warnung Wartung Wechsel
Weg Welt Wende Werk Werkstatt Werbung Wert Wetter Widerruf Wiedergabe Wind Wiederherstellung Wlan Woche Wohnung
Wohnort Wort Wunsch Zahl Zahlung Zähler Zeichen Zeile Zeit Zeitung Zelle Zentrale Zentrum Zertifikat Zettel Ziel
Ziffer Zimmer Zins Zone Zubehör Zug Zugang Zugriff Zuordnung Zusatz Zusage Zustand Zustellung Zustimmung Zweck
"""

NOUNS = frozenset(_NOUNS.split())
