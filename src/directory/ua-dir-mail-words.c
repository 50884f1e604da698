/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-mail-words.h"

/* What mails say.  The reader may never have heard of this program: each mail says who writes, what
 * to do, until when, and what happens if nothing is done.  Only one of them carries a password, and
 * that one says to delete it. */

const UaDirMailLanguage ua_dir_mail_languages[] = {
  {
    .tag = "en",
    .hello = "Hello {name},",
    .automatic = "This message was sent automatically. Answers to it are not read.",
    .day_dot = "",
    .months = { "January", "February", "March", "April", "May", "June", "July", "August",
                "September", "October", "November", "December" },
    .mails = {
      [UA_DIR_MAIL_INVITATION] = {
        "Your invitation to {organisation}",
        { "You have been invited to {organisation}.",
          "The invitation comes from {sender}.",
          "You will be part of {group}.",
          "To accept it, open this page, check your name and choose a password:",
          "{link:Accept the invitation}",
          "The link works once, until {until}. You have no access before you accept.",
          "If you did not expect this invitation, do nothing: you will not be signed up." } },
      [UA_DIR_MAIL_ACTIVATION] = {
        "Choose your password for {organisation}",
        { "An account has been made for you at {organisation}. Your user name is {userName}.",
          "To begin, choose a password:",
          "{link:Choose a password}",
          "The link works once, until {until}. Your account is enabled once you have done so.",
          "If you did not expect this message, do nothing: the account stays closed." } },
      [UA_DIR_MAIL_PASSWORD_LINK] = {
        "Choose a new password for {organisation}",
        { "With this link you can choose a new password for {organisation}. Your user name is "
          "{userName}.",
          "{link:Choose a password}",
          "The link works once, until {until}. Your account is enabled once you have done so.",
          "If you did not expect this message, do nothing: everything stays as it is." } },
      [UA_DIR_MAIL_CREDENTIALS] = {
        "Your account at {organisation}",
        { "An account has been made for you at {organisation}. You can sign in at once.",
          "User name: {userName}",
          "Password: {password}",
          "{link:Sign in}",
          "When you sign in for the first time you choose a password of your own. Do not pass "
          "this message on, and delete it after that." } },
      [UA_DIR_MAIL_CREATED] = {
        "Your account at {organisation}",
        { "An account has been made for you at {organisation}. Your user name is {userName}.",
          "You get your password from the administrator in another way, never in a message like "
          "this one.",
          "{link:Sign in}" } },
      [UA_DIR_MAIL_EMAIL_CHANGED_OLD] = {
        "Your address at {organisation} has changed",
        { "The address {recipient} does not belong to your account at {organisation} any more. "
          "From now on messages go to your new address, and you sign in with it.",
          "If you did not expect this, tell an administrator of {organisation} at once." } },
      [UA_DIR_MAIL_EMAIL_CHANGED_NEW] = {
        "Your address at {organisation} has changed",
        { "From now on messages from {organisation} go to this address, {recipient}.",
          "Your user name is {userName}. Your password stays the same.",
          "{link:Sign in}",
          "If you did not expect this, tell an administrator of {organisation} at once." } },
      [UA_DIR_MAIL_SIGN_OFF_REQUEST] = {
        "Please sign off your job",
        { "{organisation} asks you to read what your job is, and to sign it off.",
          "{note}",
          "{link:Sign in}" } },
      [UA_DIR_MAIL_SIGN_OFF_REMINDER] = {
        "Reminder: please sign off your job",
        { "You have been asked to sign off your job at {organisation}, and have not done so yet.",
          "{note}",
          "{link:Sign in}" } },
    },
  },
  {
    .tag = "nl",
    .hello = "Dag {name},",
    .automatic = "Dit bericht is automatisch verstuurd. Antwoorden worden niet gelezen.",
    .day_dot = "",
    .months = { "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus",
                "september", "oktober", "november", "december" },
    .mails = {
      [UA_DIR_MAIL_INVITATION] = {
        "Uw uitnodiging voor {organisation}",
        { "U bent uitgenodigd voor {organisation}.",
          "De uitnodiging komt van {sender}.",
          "U wordt lid van {group}.",
          "Om ze aan te nemen opent u deze pagina, controleert u uw naam en kiest u een "
          "wachtwoord:",
          "{link:De uitnodiging aannemen}",
          "De koppeling werkt één keer, tot en met {until}. Voordien hebt u geen toegang.",
          "Verwachtte u deze uitnodiging niet, doe dan niets: u wordt niet ingeschreven." } },
      [UA_DIR_MAIL_ACTIVATION] = {
        "Kies uw wachtwoord voor {organisation}",
        { "Er is een account voor u gemaakt bij {organisation}. Uw gebruikersnaam is {userName}.",
          "Kies een wachtwoord om te beginnen:",
          "{link:Een wachtwoord kiezen}",
          "De koppeling werkt één keer, tot en met {until}. Daarna is uw account ingeschakeld.",
          "Verwachtte u dit bericht niet, doe dan niets: het account blijft gesloten." } },
      [UA_DIR_MAIL_PASSWORD_LINK] = {
        "Kies een nieuw wachtwoord voor {organisation}",
        { "Met deze koppeling kiest u een nieuw wachtwoord voor {organisation}. Uw "
          "gebruikersnaam is {userName}.",
          "{link:Een wachtwoord kiezen}",
          "De koppeling werkt één keer, tot en met {until}. Daarna is uw account ingeschakeld.",
          "Verwachtte u dit bericht niet, doe dan niets: alles blijft zoals het is." } },
      [UA_DIR_MAIL_CREDENTIALS] = {
        "Uw account bij {organisation}",
        { "Er is een account voor u gemaakt bij {organisation}. U kunt meteen inloggen.",
          "Gebruikersnaam: {userName}",
          "Wachtwoord: {password}",
          "{link:Inloggen}",
          "De eerste keer dat u inlogt, kiest u een eigen wachtwoord. Stuur dit bericht niet "
          "door en verwijder het daarna." } },
      [UA_DIR_MAIL_CREATED] = {
        "Uw account bij {organisation}",
        { "Er is een account voor u gemaakt bij {organisation}. Uw gebruikersnaam is {userName}.",
          "Uw wachtwoord krijgt u van de beheerder op een andere manier, nooit in een bericht "
          "als dit.",
          "{link:Inloggen}" } },
      [UA_DIR_MAIL_EMAIL_CHANGED_OLD] = {
        "Uw adres bij {organisation} is gewijzigd",
        { "Het adres {recipient} hoort niet meer bij uw account bij {organisation}. Voortaan gaan "
          "berichten naar uw nieuwe adres, en logt u daarmee in.",
          "Verwachtte u dit niet, meld het dan meteen aan een beheerder van {organisation}." } },
      [UA_DIR_MAIL_EMAIL_CHANGED_NEW] = {
        "Uw adres bij {organisation} is gewijzigd",
        { "Voortaan gaan berichten van {organisation} naar dit adres, {recipient}.",
          "Uw gebruikersnaam is {userName}. Uw wachtwoord blijft hetzelfde.",
          "{link:Inloggen}",
          "Verwachtte u dit niet, meld het dan meteen aan een beheerder van {organisation}." } },
      [UA_DIR_MAIL_SIGN_OFF_REQUEST] = {
        "Wilt u uw functie goedkeuren?",
        { "{organisation} vraagt u uw functie te lezen en goed te keuren.",
          "{note}",
          "{link:Inloggen}" } },
      [UA_DIR_MAIL_SIGN_OFF_REMINDER] = {
        "Herinnering: wilt u uw functie goedkeuren?",
        { "U is gevraagd uw functie bij {organisation} goed te keuren. Dat is nog niet gebeurd.",
          "{note}",
          "{link:Inloggen}" } },
    },
  },
  {
    .tag = "fr",
    .hello = "Bonjour {name},",
    .automatic = "Ce message a été envoyé automatiquement. Les réponses ne sont pas lues.",
    .day_dot = "",
    .months = { "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août",
                "septembre", "octobre", "novembre", "décembre" },
    .mails = {
      [UA_DIR_MAIL_INVITATION] = {
        "Votre invitation : {organisation}",
        { "Vous avez reçu une invitation : {organisation}.",
          "L’invitation vient de {sender}.",
          "Vous ferez partie de {group}.",
          "Pour l’accepter, ouvrez cette page, vérifiez votre nom et choisissez un mot de passe :",
          "{link:Accepter l’invitation}",
          "Le lien fonctionne une seule fois, jusqu’au {until}. Vous n’avez pas accès avant de "
          "l’avoir acceptée.",
          "Si vous n’attendiez pas cette invitation, ne faites rien : vous ne serez pas "
          "inscrit." } },
      [UA_DIR_MAIL_ACTIVATION] = {
        "Choisissez votre mot de passe : {organisation}",
        { "Un compte a été créé pour vous : {organisation}. Votre nom d’utilisateur est "
          "{userName}.",
          "Pour commencer, choisissez un mot de passe :",
          "{link:Choisir un mot de passe}",
          "Le lien fonctionne une seule fois, jusqu’au {until}. Votre compte est ensuite activé.",
          "Si vous n’attendiez pas ce message, ne faites rien : le compte reste fermé." } },
      [UA_DIR_MAIL_PASSWORD_LINK] = {
        "Choisissez un nouveau mot de passe : {organisation}",
        { "Ce lien vous permet de choisir un nouveau mot de passe : {organisation}. Votre nom "
          "d’utilisateur est {userName}.",
          "{link:Choisir un mot de passe}",
          "Le lien fonctionne une seule fois, jusqu’au {until}. Votre compte est ensuite activé.",
          "Si vous n’attendiez pas ce message, ne faites rien : rien ne change." } },
      [UA_DIR_MAIL_CREDENTIALS] = {
        "Votre compte : {organisation}",
        { "Un compte a été créé pour vous : {organisation}. Vous pouvez vous connecter "
          "immédiatement.",
          "Nom d’utilisateur : {userName}",
          "Mot de passe : {password}",
          "{link:Se connecter}",
          "À la première connexion, vous choisissez votre propre mot de passe. Ne transmettez pas "
          "ce message, et supprimez-le ensuite." } },
      [UA_DIR_MAIL_CREATED] = {
        "Votre compte : {organisation}",
        { "Un compte a été créé pour vous : {organisation}. Votre nom d’utilisateur est "
          "{userName}.",
          "L’administrateur vous donne votre mot de passe par un autre moyen, jamais dans un "
          "message comme celui-ci.",
          "{link:Se connecter}" } },
      [UA_DIR_MAIL_EMAIL_CHANGED_OLD] = {
        "Votre adresse a changé : {organisation}",
        { "L’adresse {recipient} n’appartient plus à votre compte : {organisation}. Désormais, "
          "les messages vont à votre nouvelle adresse, et elle vous sert à vous connecter.",
          "Si vous n’attendiez pas ce changement, prévenez tout de suite un administrateur : "
          "{organisation}." } },
      [UA_DIR_MAIL_EMAIL_CHANGED_NEW] = {
        "Votre adresse a changé : {organisation}",
        { "Désormais, les messages arrivent à cette adresse, {recipient} : {organisation}.",
          "Votre nom d’utilisateur est {userName}. Votre mot de passe reste le même.",
          "{link:Se connecter}",
          "Si vous n’attendiez pas ce changement, prévenez tout de suite un administrateur : "
          "{organisation}." } },
      [UA_DIR_MAIL_SIGN_OFF_REQUEST] = {
        "Merci de valider votre poste",
        { "{organisation} vous demande de lire la description de votre poste et de la valider.",
          "{note}",
          "{link:Se connecter}" } },
      [UA_DIR_MAIL_SIGN_OFF_REMINDER] = {
        "Rappel : merci de valider votre poste",
        { "Il vous a été demandé de valider votre poste ({organisation}) ; ce n’est pas encore "
          "fait.",
          "{note}",
          "{link:Se connecter}" } },
    },
  },
  {
    .tag = "de",
    .hello = "Guten Tag {name},",
    .automatic = "Diese Nachricht wurde automatisch verschickt. Antworten werden nicht gelesen.",
    .day_dot = ".",
    .months = { "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August",
                "September", "Oktober", "November", "Dezember" },
    .mails = {
      [UA_DIR_MAIL_INVITATION] = {
        "Ihre Einladung zu {organisation}",
        { "Sie sind zu {organisation} eingeladen.",
          "Die Einladung kommt von {sender}.",
          "Sie gehören dann zu {group}.",
          "Um sie anzunehmen, öffnen Sie diese Seite, prüfen Ihren Namen und wählen ein Passwort:",
          "{link:Einladung annehmen}",
          "Der Link gilt einmal, bis zum {until}. Vorher haben Sie keinen Zugang.",
          "Wenn Sie diese Einladung nicht erwartet haben, tun Sie nichts: Sie werden dann nicht "
          "angemeldet." } },
      [UA_DIR_MAIL_ACTIVATION] = {
        "Wählen Sie Ihr Passwort für {organisation}",
        { "Für Sie wurde bei {organisation} ein Konto angelegt. Ihr Benutzername ist {userName}.",
          "Wählen Sie ein Passwort, um zu beginnen:",
          "{link:Passwort wählen}",
          "Der Link gilt einmal, bis zum {until}. Danach ist Ihr Konto aktiv.",
          "Wenn Sie diese Nachricht nicht erwartet haben, tun Sie nichts: Das Konto bleibt "
          "geschlossen." } },
      [UA_DIR_MAIL_PASSWORD_LINK] = {
        "Wählen Sie ein neues Passwort für {organisation}",
        { "Mit diesem Link wählen Sie ein neues Passwort für {organisation}. Ihr Benutzername ist "
          "{userName}.",
          "{link:Passwort wählen}",
          "Der Link gilt einmal, bis zum {until}. Danach ist Ihr Konto aktiv.",
          "Wenn Sie diese Nachricht nicht erwartet haben, tun Sie nichts: Alles bleibt, wie es "
          "ist." } },
      [UA_DIR_MAIL_CREDENTIALS] = {
        "Ihr Konto bei {organisation}",
        { "Für Sie wurde bei {organisation} ein Konto angelegt. Sie können sich sofort anmelden.",
          "Benutzername: {userName}",
          "Passwort: {password}",
          "{link:Anmelden}",
          "Bei der ersten Anmeldung wählen Sie ein eigenes Passwort. Geben Sie diese Nachricht "
          "nicht weiter, und löschen Sie sie danach." } },
      [UA_DIR_MAIL_CREATED] = {
        "Ihr Konto bei {organisation}",
        { "Für Sie wurde bei {organisation} ein Konto angelegt. Ihr Benutzername ist {userName}.",
          "Ihr Passwort bekommen Sie von der Verwaltung auf einem anderen Weg, nie in einer "
          "Nachricht wie dieser.",
          "{link:Anmelden}" } },
      [UA_DIR_MAIL_EMAIL_CHANGED_OLD] = {
        "Ihre Adresse bei {organisation} wurde geändert",
        { "Die Adresse {recipient} gehört nicht mehr zu Ihrem Konto bei {organisation}. Von nun "
          "an gehen Nachrichten an Ihre neue Adresse, und Sie melden sich mit ihr an.",
          "Wenn Sie das nicht erwartet haben, melden Sie es sofort der Verwaltung von "
          "{organisation}." } },
      [UA_DIR_MAIL_EMAIL_CHANGED_NEW] = {
        "Ihre Adresse bei {organisation} wurde geändert",
        { "Von nun an gehen Nachrichten von {organisation} an diese Adresse, {recipient}.",
          "Ihr Benutzername ist {userName}. Ihr Passwort bleibt dasselbe.",
          "{link:Anmelden}",
          "Wenn Sie das nicht erwartet haben, melden Sie es sofort der Verwaltung von "
          "{organisation}." } },
      [UA_DIR_MAIL_SIGN_OFF_REQUEST] = {
        "Bitte bestätigen Sie Ihre Stelle",
        { "{organisation} bittet Sie, die Beschreibung Ihrer Stelle zu lesen und zu bestätigen.",
          "{note}",
          "{link:Anmelden}" } },
      [UA_DIR_MAIL_SIGN_OFF_REMINDER] = {
        "Erinnerung: Bitte bestätigen Sie Ihre Stelle",
        { "Sie wurden gebeten, Ihre Stelle bei {organisation} zu bestätigen. Das steht noch aus.",
          "{note}",
          "{link:Anmelden}" } },
    },
  },
  { NULL }
};
