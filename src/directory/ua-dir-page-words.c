/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-page-words.h"

/* What the pages say.  Whoever reads them may be here for the first time: each says what to do, and
 * where something cannot be done, what to do next. */

const UaDirPageWords ua_dir_page_words[] = {
  {
    .tag = "en",
    .language_name = "English",
    .accept_title = "Accept your invitation",
    .accept_lead = "You have been invited to {organisation}. Check your name and choose a "
                   "password.",
    .accept_do = "Accept the invitation",
    .accepted_title = "Welcome",
    .accepted = "Your account at {organisation} is open. From now on you sign in with your user "
                "name "
                "and the password that you have just chosen.",
    .password_title = "Choose a password",
    .password_lead = "Choose the password with which you sign in to {organisation}.",
    .password_must = "Somebody else has given you your password. Choose one of your own to go on.",
    .password_change = "Change your password",
    .password_do = "Save the password",
    .password_saved_title = "Your password is saved",
    .password_saved = "From now on you sign in to {organisation} with it.",
    .rules = "At least 10 characters, and not your user name. Several words that do not belong "
             "together make a good password.",
    .sign_in = "Sign in",
    .sign_in_wrong = "The user name or the password is wrong, or the account is not open. After "
                     "five "
                     "wrong passwords in a row it is locked for 30 minutes. If you do not know "
                     "your password any more, ask an administrator of {organisation} for a link.",
    .sign_out = "Sign out",
    .signed_out = "You are signed out.",
    .profile_title = "Your data",
    .contact_title = "Contact data",
    .save = "Save",
    .saved = "Your data is saved.",
    .sign_off_title = "Sign off your job",
    .sign_off_lead = "{organisation} asks you to read what your job is, and to sign it off.",
    .sign_off_do = "Sign off my job",
    .sign_off_done = "You have signed off your job.",
    .user_name = "User name",
    .password = "Password",
    .old_password = "Present password",
    .new_password = "New password",
    .again = "The same password again",
    .given_name = "First name",
    .family_name = "Last name",
    .email = "Email address",
    .email_hint = "When you change it, a message goes to the old address and to the new one.",
    .phone = "Phone number",
    .street = "Street and number",
    .postal_code = "Postal code",
    .city = "City",
    .country = "Country",
    .country_hint = "Two letters, such as BE",
    .language = "Language",
    .language_none = "As the organisation has it",
    .managed = "This comes from the HR system of your organisation. Have it changed there.",
    .faults = "Please correct this:",
    .fault_empty = "Fill this in.",
    .fault_short = "This password is too short; it needs at least 10 characters.",
    .fault_long = "This is too long.",
    .fault_name = "Choose something else than your user name or your address.",
    .fault_again = "The two passwords are not the same.",
    .fault_old = "Choose another password than the one so far.",
    .fault_wrong = "This is not your present password. After five wrong ones in a row the "
                   "account is locked for 30 minutes.",
    .fault_invalid = "Check this; it cannot be saved so.",
    .fault_taken = "Somebody else has this address already.",
    .fault_forbidden = "Your organisation looks after this; it cannot be changed here.",
    .link_title = "This link does not work",
    .link_unknown = "The address is not complete, or a newer message has taken the place of the "
                    "one "
                    "that you have. Open the link of the newest message, or ask an administrator "
                    "of {organisation} for a new one.",
    .link_used = "This link has been used already. If you did so, sign in. If not, tell an "
                 "administrator of {organisation} at once.",
    .link_expired = "This link has expired. Ask an administrator of {organisation} to send you a "
                    "new one.",
    .cannot_title = "This is not possible now",
    .cannot = "Your account cannot be opened at the moment. Tell an administrator of "
              "{organisation}; "
              "your link stays good until then.",
    .stale = "This page has been open for too long. Please try again.",
    .missing_title = "There is nothing here",
    .missing = "Check the address.",
    .failed_title = "Something went wrong",
    .failed = "Nothing has been changed. Please try again later.",
    .busy = "Too many people are signing in at once. Please try again in a moment.",
    .limited = "These were too many requests at once. Please try again in a moment.",
  },
  {
    .tag = "nl",
    .language_name = "Nederlands",
    .accept_title = "Uw uitnodiging aannemen",
    .accept_lead = "U bent uitgenodigd voor {organisation}. Controleer uw naam en kies een "
                   "wachtwoord.",
    .accept_do = "De uitnodiging aannemen",
    .accepted_title = "Welkom",
    .accepted = "Uw account bij {organisation} is open. Voortaan logt u in met uw gebruikersnaam "
                "en "
                "het wachtwoord dat u net gekozen hebt.",
    .password_title = "Een wachtwoord kiezen",
    .password_lead = "Kies het wachtwoord waarmee u inlogt bij {organisation}.",
    .password_must = "Iemand anders heeft u uw wachtwoord gegeven. Kies een eigen wachtwoord om "
                     "verder te gaan.",
    .password_change = "Uw wachtwoord wijzigen",
    .password_do = "Het wachtwoord opslaan",
    .password_saved_title = "Uw wachtwoord is opgeslagen",
    .password_saved = "Voortaan logt u er bij {organisation} mee in.",
    .rules = "Minstens 10 tekens, en niet uw gebruikersnaam. Enkele woorden die niet bij elkaar "
             "horen zijn een goed wachtwoord.",
    .sign_in = "Inloggen",
    .sign_in_wrong = "De gebruikersnaam of het wachtwoord is fout, of het account is niet open. Na "
                     "vijf foute wachtwoorden op rij is het 30 minuten vergrendeld. Weet u uw "
                     "wachtwoord niet meer, vraag dan een koppeling aan een beheerder van "
                     "{organisation}.",
    .sign_out = "Uitloggen",
    .signed_out = "U bent uitgelogd.",
    .profile_title = "Uw gegevens",
    .contact_title = "Contactgegevens",
    .save = "Opslaan",
    .saved = "Uw gegevens zijn opgeslagen.",
    .sign_off_title = "Uw functie goedkeuren",
    .sign_off_lead = "{organisation} vraagt u uw functie te lezen en goed te keuren.",
    .sign_off_do = "Mijn functie goedkeuren",
    .sign_off_done = "U hebt uw functie goedgekeurd.",
    .user_name = "Gebruikersnaam",
    .password = "Wachtwoord",
    .old_password = "Huidig wachtwoord",
    .new_password = "Nieuw wachtwoord",
    .again = "Hetzelfde wachtwoord nog eens",
    .given_name = "Voornaam",
    .family_name = "Achternaam",
    .email = "E-mailadres",
    .email_hint = "Als u het wijzigt, gaat er een bericht naar het oude en naar het nieuwe adres.",
    .phone = "Telefoonnummer",
    .street = "Straat en nummer",
    .postal_code = "Postcode",
    .city = "Plaats",
    .country = "Land",
    .country_hint = "Twee letters, zoals BE",
    .language = "Taal",
    .language_none = "Zoals de organisatie",
    .managed = "Dit komt uit het HR-systeem van uw organisatie. Laat het daar wijzigen.",
    .faults = "Verbeter dit:",
    .fault_empty = "Vul dit in.",
    .fault_short = "Dit wachtwoord is te kort; het moet minstens 10 tekens hebben.",
    .fault_long = "Dit is te lang.",
    .fault_name = "Kies iets anders dan uw gebruikersnaam of uw adres.",
    .fault_again = "De twee wachtwoorden zijn niet hetzelfde.",
    .fault_old = "Kies een ander wachtwoord dan het huidige.",
    .fault_wrong = "Dit is niet uw huidige wachtwoord. Na vijf foute op rij is het account 30 "
                   "minuten vergrendeld.",
    .fault_invalid = "Controleer dit; zo kan het niet opgeslagen worden.",
    .fault_taken = "Iemand anders heeft dit adres al.",
    .fault_forbidden = "Uw organisatie beheert dit; u kunt het hier niet wijzigen.",
    .link_title = "Deze koppeling werkt niet",
    .link_unknown = "Het adres is niet volledig, of een nieuwer bericht heeft het uwe vervangen. "
                    "Open de koppeling in het nieuwste bericht, of vraag een nieuwe aan een "
                    "beheerder van {organisation}.",
    .link_used = "Deze koppeling is al gebruikt. Hebt u dat gedaan, log dan in. Zo niet, meld het "
                 "meteen aan een beheerder van {organisation}.",
    .link_expired = "Deze koppeling is vervallen. Vraag een nieuwe aan een beheerder van "
                    "{organisation}.",
    .cannot_title = "Dit kan nu niet",
    .cannot = "Uw account kan op dit moment niet geopend worden. Meld het aan een beheerder van "
              "{organisation}; uw koppeling blijft intussen geldig.",
    .stale = "Deze pagina stond te lang open. Probeer het opnieuw.",
    .missing_title = "Hier is niets",
    .missing = "Controleer het adres.",
    .failed_title = "Er ging iets mis",
    .failed = "Er is niets gewijzigd. Probeer het later opnieuw.",
    .busy = "Te veel mensen loggen tegelijk in. Probeer het zo meteen opnieuw.",
    .limited = "Dit waren te veel verzoeken tegelijk. Probeer het zo meteen opnieuw.",
  },
  {
    .tag = "fr",
    .language_name = "Français",
    .accept_title = "Accepter votre invitation",
    .accept_lead = "Vous êtes invité à rejoindre {organisation}. Vérifiez votre nom et "
                   "choisissez un "
                   "mot de passe.",
    .accept_do = "Accepter l’invitation",
    .accepted_title = "Bienvenue",
    .accepted = "Votre compte chez {organisation} est ouvert. Désormais, vous vous connectez avec "
                "votre nom d’utilisateur et le mot de passe que vous venez de choisir.",
    .password_title = "Choisir un mot de passe",
    .password_lead = "Choisissez le mot de passe avec lequel vous vous connectez à {organisation}.",
    .password_must = "Quelqu’un d’autre vous a donné votre mot de passe. Choisissez le vôtre pour "
                     "continuer.",
    .password_change = "Changer votre mot de passe",
    .password_do = "Enregistrer le mot de passe",
    .password_saved_title = "Votre mot de passe est enregistré",
    .password_saved = "Désormais, il vous sert à vous connecter à {organisation}.",
    .rules = "Au moins 10 caractères, et pas votre nom d’utilisateur. Quelques mots sans lien "
             "entre "
             "eux font un bon mot de passe.",
    .sign_in = "Se connecter",
    .sign_in_wrong = "Le nom d’utilisateur ou le mot de passe est faux, ou le compte n’est pas "
                     "ouvert. Après cinq mots de passe faux de suite, il est verrouillé pendant "
                     "30 minutes. Si vous ne connaissez plus votre mot de passe, demandez un lien "
                     "à un administrateur de {organisation}.",
    .sign_out = "Se déconnecter",
    .signed_out = "Vous êtes déconnecté.",
    .profile_title = "Vos données",
    .contact_title = "Coordonnées",
    .save = "Enregistrer",
    .saved = "Vos données sont enregistrées.",
    .sign_off_title = "Approuver votre fonction",
    .sign_off_lead = "{organisation} vous demande de lire votre fonction et de l’approuver.",
    .sign_off_do = "Approuver ma fonction",
    .sign_off_done = "Vous avez approuvé votre fonction.",
    .user_name = "Nom d’utilisateur",
    .password = "Mot de passe",
    .old_password = "Mot de passe actuel",
    .new_password = "Nouveau mot de passe",
    .again = "Le même mot de passe encore une fois",
    .given_name = "Prénom",
    .family_name = "Nom",
    .email = "Adresse électronique",
    .email_hint = "Si vous la changez, un message part à l’ancienne adresse et à la nouvelle.",
    .phone = "Numéro de téléphone",
    .street = "Rue et numéro",
    .postal_code = "Code postal",
    .city = "Localité",
    .country = "Pays",
    .country_hint = "Deux lettres, par exemple BE",
    .language = "Langue",
    .language_none = "Celle de l’organisation",
    .managed = "Ceci vient du système RH de votre organisation. Faites-le changer là-bas.",
    .faults = "Veuillez corriger :",
    .fault_empty = "Remplissez ce champ.",
    .fault_short = "Ce mot de passe est trop court ; il faut au moins 10 caractères.",
    .fault_long = "C’est trop long.",
    .fault_name = "Choisissez autre chose que votre nom d’utilisateur ou votre adresse.",
    .fault_again = "Les deux mots de passe ne sont pas les mêmes.",
    .fault_old = "Choisissez un autre mot de passe que l’actuel.",
    .fault_wrong = "Ce n’est pas votre mot de passe actuel. Après cinq faux de suite, le "
                   "compte est verrouillé pendant 30 minutes.",
    .fault_invalid = "Vérifiez ce champ ; il ne peut pas être enregistré ainsi.",
    .fault_taken = "Quelqu’un d’autre a déjà cette adresse.",
    .fault_forbidden = "Votre organisation s’en charge ; vous ne pouvez pas le changer ici.",
    .link_title = "Ce lien ne fonctionne pas",
    .link_unknown = "L’adresse n’est pas complète, ou un message plus récent a remplacé le vôtre. "
                    "Ouvrez le lien du message le plus récent, ou demandez-en un à un "
                    "administrateur de {organisation}.",
    .link_used = "Ce lien a déjà servi. Si c’était vous, connectez-vous. Sinon, prévenez tout de "
                 "suite un administrateur de {organisation}.",
    .link_expired = "Ce lien a expiré. Demandez-en un autre à un administrateur de {organisation}.",
    .cannot_title = "C’est impossible pour l’instant",
    .cannot = "Votre compte ne peut pas être ouvert en ce moment. Prévenez un administrateur de "
              "{organisation} ; votre lien reste valable d’ici là.",
    .stale = "Cette page est restée ouverte trop longtemps. Veuillez réessayer.",
    .missing_title = "Il n’y a rien ici",
    .missing = "Vérifiez l’adresse.",
    .failed_title = "Une erreur s’est produite",
    .failed = "Rien n’a été changé. Veuillez réessayer plus tard.",
    .busy = "Trop de personnes se connectent à la fois. Veuillez réessayer dans un instant.",
    .limited = "C’étaient trop de demandes à la fois. Veuillez réessayer dans un instant.",
  },
  {
    .tag = "de",
    .language_name = "Deutsch",
    .accept_title = "Ihre Einladung annehmen",
    .accept_lead = "Sie sind zu {organisation} eingeladen. Prüfen Sie Ihren Namen und wählen Sie "
                   "ein "
                   "Passwort.",
    .accept_do = "Die Einladung annehmen",
    .accepted_title = "Willkommen",
    .accepted = "Ihr Konto bei {organisation} ist offen. Von nun an melden Sie sich mit Ihrem "
                "Benutzernamen und dem eben gewählten Passwort an.",
    .password_title = "Ein Passwort wählen",
    .password_lead = "Wählen Sie das Passwort, mit dem Sie sich bei {organisation} anmelden.",
    .password_must = "Jemand anders hat Ihnen Ihr Passwort gegeben. Wählen Sie ein eigenes, um "
                     "fortzufahren.",
    .password_change = "Ihr Passwort ändern",
    .password_do = "Das Passwort speichern",
    .password_saved_title = "Ihr Passwort ist gespeichert",
    .password_saved = "Von nun an melden Sie sich damit bei {organisation} an.",
    .rules = "Mindestens 10 Zeichen, und nicht Ihr Benutzername. Einige Wörter, die nicht "
             "zusammengehören, sind ein gutes Passwort.",
    .sign_in = "Anmelden",
    .sign_in_wrong = "Der Benutzername oder das Passwort ist falsch, oder das Konto ist nicht "
                     "offen. "
                     "Nach fünf falschen Passwörtern in Folge ist es 30 Minuten lang gesperrt. "
                     "Wenn Sie Ihr Passwort nicht mehr wissen, bitten Sie die Verwaltung von "
                     "{organisation} um einen Link.",
    .sign_out = "Abmelden",
    .signed_out = "Sie sind abgemeldet.",
    .profile_title = "Ihre Daten",
    .contact_title = "Kontaktdaten",
    .save = "Speichern",
    .saved = "Ihre Daten sind gespeichert.",
    .sign_off_title = "Ihre Funktion bestätigen",
    .sign_off_lead = "{organisation} bittet Sie, Ihre Funktion zu lesen und zu bestätigen.",
    .sign_off_do = "Meine Funktion bestätigen",
    .sign_off_done = "Sie haben Ihre Funktion bestätigt.",
    .user_name = "Benutzername",
    .password = "Passwort",
    .old_password = "Jetziges Passwort",
    .new_password = "Neues Passwort",
    .again = "Dasselbe Passwort noch einmal",
    .given_name = "Vorname",
    .family_name = "Nachname",
    .email = "E-Mail-Adresse",
    .email_hint = "Wenn Sie sie ändern, geht eine Nachricht an die alte und an die neue Adresse.",
    .phone = "Telefonnummer",
    .street = "Straße und Hausnummer",
    .postal_code = "Postleitzahl",
    .city = "Ort",
    .country = "Land",
    .country_hint = "Zwei Buchstaben, etwa BE",
    .language = "Sprache",
    .language_none = "Wie die Organisation",
    .managed = "Dies kommt aus dem HR-System Ihrer Organisation. Lassen Sie es dort ändern.",
    .faults = "Bitte berichtigen Sie:",
    .fault_empty = "Füllen Sie dies aus.",
    .fault_short = "Dieses Passwort ist zu kurz; es braucht mindestens 10 Zeichen.",
    .fault_long = "Das ist zu lang.",
    .fault_name = "Wählen Sie etwas anderes als Ihren Benutzernamen oder Ihre Adresse.",
    .fault_again = "Die beiden Passwörter sind nicht gleich.",
    .fault_old = "Wählen Sie ein anderes Passwort als das bisherige.",
    .fault_wrong = "Das ist nicht Ihr jetziges Passwort. Nach fünf falschen in Folge ist das "
                   "Konto 30 Minuten lang gesperrt.",
    .fault_invalid = "Prüfen Sie dies; so kann es nicht gespeichert werden.",
    .fault_taken = "Jemand anders hat diese Adresse schon.",
    .fault_forbidden = "Darum kümmert sich Ihre Organisation; hier kann es nicht geändert werden.",
    .link_title = "Dieser Link funktioniert nicht",
    .link_unknown = "Die Adresse ist nicht vollständig, oder eine neuere Nachricht hat Ihre "
                    "ersetzt. "
                    "Öffnen Sie den Link der neuesten Nachricht, oder bitten Sie die Verwaltung "
                    "von {organisation} um einen neuen.",
    .link_used = "Dieser Link ist schon benutzt worden. Wenn Sie das waren, melden Sie sich an. "
                 "Wenn "
                 "nicht, sagen Sie es sofort der Verwaltung von {organisation}.",
    .link_expired = "Dieser Link ist abgelaufen. Bitten Sie die Verwaltung von {organisation} um "
                    "einen neuen.",
    .cannot_title = "Das geht jetzt nicht",
    .cannot = "Ihr Konto kann im Augenblick nicht geöffnet werden. Sagen Sie es der Verwaltung von "
              "{organisation}; Ihr Link bleibt bis dahin gültig.",
    .stale = "Diese Seite war zu lange offen. Bitte versuchen Sie es noch einmal.",
    .missing_title = "Hier ist nichts",
    .missing = "Prüfen Sie die Adresse.",
    .failed_title = "Etwas ist schiefgegangen",
    .failed = "Es wurde nichts geändert. Bitte versuchen Sie es später noch einmal.",
    .busy = "Zu viele Menschen melden sich gleichzeitig an. Bitte versuchen Sie es gleich noch "
            "einmal.",
    .limited = "Das waren zu viele Anfragen auf einmal. Bitte versuchen Sie es gleich noch "
               "einmal.",
  },
  { NULL }
};
