"""Texts for the gate's tests: policies of a made-up company and pages that are none."""

POLICIES = {
    "en": """# Privacy Policy

Lumenfold BV, Korenmarkt 7, Ghent, is responsible for the personal data described here.
This policy applies to our shop, our application and our newsletter.

## What we collect

When you order a lamp we collect your name, delivery address, telephone number and payment details.
The application collects the serial number of your lamp and how long it was switched on.
We never collect the content of your messages.

## Why we use it

We use order data to deliver what you bought and to keep our accounts, as tax law requires.
Usage figures help us to find out which batteries fail early.

## Whom we share it with

Carriers receive your address.
Our payment provider receives the amount and a reference.
We do not sell personal information to anybody.

## How long we keep it

Invoices are kept for seven years.
Usage figures are deleted after 30 days.
Newsletter addresses are removed when you unsubscribe.

## Cookies

The shop sets one cookie that remembers your basket until you close the browser.
You may refuse it; the basket will then be empty on every page.

## Your rights

You may ask for a copy of your data, have it corrected or erased, and object to its use.
Write to privacy@lumenfold.example and we answer within one month.
You may also complain to the Belgian data protection authority.
""",
    "fr": """# Politique de confidentialité

La société Lumenfold, établie à Gand, est responsable du traitement de vos données personnelles.

## Données collectées

Lorsque vous commandez une lampe, nous recueillons votre nom, votre adresse et vos coordonnées bancaires.
L'application enregistre le numéro de série de la lampe et la durée de son utilisation.

## Finalités

Ces données servent à livrer vos commandes et à tenir notre comptabilité.

## Destinataires

Les transporteurs reçoivent votre adresse.
Nous ne vendons aucune information personnelle.

## Conservation

Les factures sont conservées pendant sept ans.
Les mesures d'utilisation sont effacées après trente jours.

## Vos droits

Vous pouvez demander l'accès, la rectification ou l'effacement de vos données.
Vous pouvez également saisir l'autorité de protection des données.
""",
    "de": """# Datenschutzerklärung

Verantwortlich für die Verarbeitung ist die Lumenfold BV mit Sitz in Gent.

## Welche Daten wir erheben

Bei einer Bestellung erheben wir Namen, Lieferanschrift und Zahlungsangaben.
Die Anwendung speichert die Seriennummer der Leuchte und ihre Brenndauer.

## Zwecke

Wir verwenden diese Angaben, um Bestellungen auszuliefern und unsere Bücher zu führen.

## Empfänger

Zusteller erhalten Ihre Anschrift.
Wir verkaufen keine personenbezogenen Daten.

## Speicherdauer

Rechnungen bewahren wir sieben Jahre lang auf.
Nutzungswerte löschen wir nach dreißig Tagen.

## Ihre Rechte

Sie können Auskunft, Berichtigung und Löschung verlangen.
Außerdem dürfen Sie sich bei der Aufsichtsbehörde beschweren.
""",
    "es": """# Política de privacidad

Lumenfold, con domicilio en Gante, es responsable del tratamiento de sus datos personales.

## Datos que recogemos

Cuando encarga una lámpara recogemos su nombre, su dirección y los datos del pago.
La aplicación registra el número de serie de la lámpara y el tiempo de uso.

## Finalidades

Utilizamos estos datos para entregar los pedidos y llevar la contabilidad.

## Destinatarios

Los transportistas reciben su dirección.
No vendemos información personal a nadie.

## Conservación

Las facturas se conservan durante siete años.
Las mediciones de uso se eliminan pasados treinta días.

## Sus derechos

Puede solicitar el acceso, la rectificación o la supresión de sus datos.
También puede reclamar ante la autoridad de protección de datos.
""",
    "pt": """# Política de privacidade

A Lumenfold, com sede em Gante, é responsável pelo tratamento dos seus dados pessoais.

## Dados que recolhemos

Quando encomenda um candeeiro, recolhemos o seu nome, a morada e os dados de pagamento.
A aplicação regista o número de série do candeeiro e o tempo de utilização.

## Finalidades

Usamos estes dados para entregar as encomendas e manter a contabilidade.

## Destinatários

As transportadoras recebem a sua morada.
Não vendemos informações pessoais a ninguém.

## Conservação

As faturas são guardadas durante sete anos.
As medições de utilização são apagadas ao fim de trinta dias.

## Os seus direitos

Pode pedir o acesso, a retificação ou o apagamento dos seus dados.
Pode ainda apresentar queixa à autoridade de proteção de dados.
""",
    "it": """# Informativa sulla privacy

Lumenfold, con sede a Gand, è titolare del trattamento dei dati personali.

## Dati raccolti

Quando ordini una lampada raccogliamo il nome, l'indirizzo e i dati di pagamento.
L'applicazione registra il numero di serie della lampada e la durata di utilizzo.

## Finalità

Usiamo questi dati per consegnare gli ordini e tenere la contabilità.

## Destinatari

I corrieri ricevono il tuo indirizzo.
Non vendiamo informazioni personali a nessuno.

## Conservazione

Le fatture sono conservate per sette anni.
Le misure di utilizzo vengono cancellate dopo trenta giorni.

## I tuoi diritti

Puoi chiedere l'accesso, la rettifica o la cancellazione dei tuoi dati.
Puoi inoltre presentare reclamo al garante per la protezione dei dati.
""",
    "nl": """# Privacyverklaring

Lumenfold, gevestigd in Gent, is verantwoordelijk voor de verwerking van je persoonsgegevens.

## Welke gegevens wij verzamelen

Bij een bestelling verzamelen wij je naam, je adres en je betaalgegevens.
De toepassing bewaart het serienummer van de lamp en de gebruiksduur.

## Doeleinden

Wij gebruiken deze gegevens om bestellingen te leveren en de boekhouding te voeren.

## Ontvangers

Vervoerders ontvangen je adres.
Wij verkopen geen persoonlijke informatie.

## Bewaartermijn

Facturen bewaren wij zeven jaar.
Gebruiksmetingen wissen wij na dertig dagen.

## Je rechten

Je kunt vragen om inzage, verbetering of verwijdering van je gegevens.
Ook kun je een klacht indienen bij de gegevensbeschermingsautoriteit.
""",
}

REWRITTEN = {
    "en": """# How Lumenfold handles personal data

We changed this notice from the first word to the last so that it is easier to read.

## Who we are

Lumenfold BV designs foldable lamps; questions about data go to our privacy desk in Ghent.

## Information you hand over

Ordering means telling us a name, an address for delivery, a telephone number and a way of payment.
If you install the application it reports the lamp's serial number together with battery figures.

## Reasons and legal grounds

A contract with you is the ground for delivery and payment.
Our legitimate interest is the ground for measuring batteries.
Consent is the ground for the newsletter, and you may withdraw consent whenever you like.

## Other companies involved

Carriers, a payment provider and a hosting company in the European Union process data on our behalf.
Selling personal information is something we have never done.

## Deletion

After 14 days usage figures are deleted; invoices stay for seven years because tax law requires it.

## Asking, correcting, objecting

Ask for a copy, a correction or erasure of your data by electronic mail, and we answer within one month.
Should our answer not satisfy you, the data protection authority in Belgium takes complaints.
""",
    "de": """# Hinweise zum Datenschutz bei Lumenfold

Wir haben diese Hinweise vollständig neu verfasst.

## Wer wir sind

Die Lumenfold BV aus Gent entwirft faltbare Leuchten und ist für die Verarbeitung verantwortlich.

## Was Sie uns mitteilen

Eine Bestellung braucht Namen, Anschrift und Zahlungsangaben.
Die Anwendung meldet Seriennummer und Batteriewerte der Leuchte.

## Rechtsgrundlagen

Der Vertrag mit Ihnen ist die Grundlage der Lieferung, unser berechtigtes Interesse die der Messung.

## Löschung

Nach vierzehn Tagen werden Nutzungswerte gelöscht; Rechnungen bleiben sieben Jahre gespeichert.

## Auskunft und Widerspruch

Verlangen Sie jederzeit Auskunft, Berichtigung oder Löschung Ihrer personenbezogenen Daten.
Die Aufsichtsbehörde nimmt Beschwerden entgegen.
""",
    "es": """# Cómo trata Lumenfold los datos personales

Hemos redactado de nuevo este documento para que se entienda mejor.

## Quiénes somos

Lumenfold diseña en Gante lámparas plegables y responde del tratamiento de sus datos personales.

## Información que nos facilita

Un pedido exige nombre, dirección y datos del pago.
La aplicación comunica el número de serie de la lámpara y el estado de la batería.

## Base jurídica

El contrato es la base de la entrega; nuestro interés legítimo, la de las mediciones de uso.

## Supresión

Pasados catorce días se eliminan las mediciones; las facturas se conservan siete años.

## Acceso y reclamación

Solicite cuando quiera el acceso, la rectificación o la supresión de sus datos.
La autoridad de protección de datos atiende las reclamaciones.
""",
}

SHORT_POLICIES = {
    "Robots policy": """# Robots policy

Crawlers are welcome on this site as long as they obey robots.txt.
Robots that send more than one request a second are asked to solve a captcha.
If a robot does not stop, its address is blocked and it sees "access denied".
Write to crawl@lumenfold.example if you think that this happened by mistake.
""",
    "Cookie policy": """# Cookie policy

We use cookies to remember your basket and to count visitors.
You can accept or reject them in the banner, and change your mind at any time in the footer.
Strictly necessary cookies are always set.
A list of all cookies, who sets them and how long they live is part of this policy.
""",
    "Account terms": """# Account terms

You need an account to order.
When you create an account, choose a password that you use nowhere else.
You must log in to see your orders.
If you forgot your password we send a link to your address.
We may close accounts that nobody has used for three years.
""",
    "Privacy": """# Privacy

We do not collect any personal data on this site.
There are no cookies, no logs and no trackers.
""",
    "Service levels": """# Service level agreement

The service is available 99.5 % of the time in each calendar month.
Scheduled maintenance is announced three days ahead and does not count.
An error page with the status 404 or 500 counts as unavailable from the fifth minute on.
Credits are paid on request within thirty days.
""",
    "Datenschutz": """# Datenschutz

Diese Website verwendet keine Cookies und setzt keine Zählpixel ein.
Der Server protokolliert für sieben Tage, welche Seite aufgerufen wurde.
Wird eine Seite nicht gefunden, so wird auch das protokolliert.
Auskunft erteilt die unten genannte Stelle.
""",
    "Conditions d'accès": """# Conditions d'accès

Le site est ouvert à toute personne majeure.
L'accès peut être suspendu pendant une opération de maintenance.
Toute tentative de connexion automatique par un robot peut entraîner un accès refusé.
Ces conditions sont soumises au droit belge.
""",
    "Aviso legal": """# Aviso legal

El titular de este sitio es Lumenfold, con domicilio en Gante.
El titular no responde de los errores del servidor ni de que una página no esté disponible.
Queda prohibido el acceso mediante programas automáticos.
Este aviso se rige por el derecho belga.
""",
    "Terms of a mailing list": """# Terms of the list

Be kind.
Posts that break this rule are removed and their author may be blocked.
""",
    "Note legali": """# Note legali

Il sito è gestito da Lumenfold, con sede a Gand.
Per accedere all'area riservata è necessario un account.
Il servizio può essere temporaneamente non disponibile per lavori di manutenzione.
Si applica la legge belga.
""",
}

WALLS = {
    "bot_wall": [
        "Just a moment...\n\nlumenfold.example needs to review the security of your connection before proceeding.\n",
        "# Checking your browser\n\nThis process is automatic. Please allow up to five seconds.\n\nDDoS protection by Example\n",
        "# Verify you are human\n\nPress & Hold to confirm you are a human and not a bot.\n\nReference ID 7c3f\n",
        "# Access Denied\n\nYou don't have permission to access this page on this server.\n\nReference #18.2f 1700\n",
        "Pardon Our Interruption\n\nAs you were browsing something about your browser made us think you were a bot.\n",
        "Bestätigen Sie, dass Sie ein Mensch sind.\n\nDie Website muss die Sicherheit Ihrer Verbindung überprüfen.\n",
        "Vérifiez que vous êtes humain en effectuant l'action ci-dessous.\n\nUn instant…\n",
        "Un momento…\n\nVerifique que usted es un ser humano antes de seguir.\n\nSe detectó tráfico inusual.\n",
        "Confirme que você é humano.\n\nO site precisa verificar a segurança da sua conexão antes de continuar.\n",
        "Verifica di essere umano completando l'azione qui sotto.\n\nAbbiamo rilevato traffico insolito.\n",
        "Bevestig dat u een mens bent door de onderstaande actie te voltooien.\n\nToegang geweigerd\n",
    ],
    "login_wall": [
        "You must log in to continue.\n\nLog In\n\nForgot account?\n\nSign up\n",
        "# Sign in\n\nEmail or username\n\nPassword\n\nRemember me\n\nForgot your password?\n\nContinue with Google\n",
        "# Anmelden\n\nBitte melden Sie sich an, um diese Seite zu sehen.\n\nPasswort vergessen?\n\nKonto erstellen\n",
        "Vous devez être connecté pour accéder à cette page.\n\nMot de passe oublié ?\n\nCréer un compte\n",
        "Inicia sesión para continuar.\n\n¿Has olvidado tu contraseña?\n\nCrear una cuenta\n",
        "Faça login para continuar.\n\nEsqueceu a senha?\n\nCriar uma conta\n",
        "Devi effettuare l'accesso per vedere questa pagina.\n\nPassword dimenticata?\n\nCrea un account\n",
        "# Inloggen\n\nJe moet ingelogd zijn om deze pagina te bekijken.\n\nWachtwoord vergeten?\n",
    ],
    "consent_wall": [
        "# We value your privacy\n\nWe and our 842 partners store and/or access information on a device.\n\nAccept all\n\nReject all\n",
        "Bevor Sie fortfahren\n\nWir und unsere 120 Partner verarbeiten Daten.\n\nAlle akzeptieren\n\nAlle ablehnen\n",
        "Nous et nos 300 partenaires utilisons des cookies.\n\nTout accepter\n\nContinuer sans accepter\n",
        "Nosotros y nuestros socios utilizamos cookies para personalizar anuncios.\n\nAceptar todo\n\nRechazar todo\n",
        "Utilizamos cookies e outras tecnologias.\n\nAceitar tudo\n\nRejeitar tudo\n",
        "Noi e i nostri partner utilizziamo i cookie.\n\nAccetta tutto\n\nRifiuta tutto\n",
        "Wij gebruiken cookies voor advertenties.\n\nAlles accepteren\n\nAlles weigeren\n",
    ],
    "region_wall": [
        "Sorry, this page is not available in your country.\n",
        "Diese Seite ist in Ihrem Land nicht verfügbar.\n",
        "Ce contenu n'est pas disponible dans votre pays.\n",
    ],
    "script_wall": [
        "You need to enable JavaScript to run this app.\n",
        "Bitte aktivieren Sie JavaScript in Ihrem Browser, um diese Seite zu nutzen.\n",
        "Veuillez activer JavaScript dans votre navigateur pour continuer à utiliser ce site.\n",
        "Por favor, habilite JavaScript en su navegador para ver esta página.\n",
        "Ative o JavaScript no seu navegador para ver esta página, por favor.\n",
        "Per visualizzare questa pagina è necessario abilitare JavaScript nel browser in uso.\n",
        "Schakel JavaScript in om deze pagina in je browser te kunnen bekijken.\n",
    ],
    "error_page": [
        "# Something went wrong\n\nRefresh this page or try again later.\n\nGo back\n",
        "This page isn't available right now\n\nThis may be because of a technical error. Try reloading this page.\n",
        "# Da ist etwas schiefgegangen\n\nAktualisiere diese Seite oder versuch's später nochmal.\n",
        "Une erreur s'est produite.\n\nVeuillez réessayer plus tard ou actualiser la page.\n",
        "Algo salió mal.\n\nSe ha producido un error inesperado, inténtalo de nuevo más tarde.\n",
        "Algo deu errado.\n\nOcorreu um erro inesperado, tente novamente mais tarde.\n",
        "Qualcosa è andato storto.\n\nSi è verificato un errore imprevisto, riprova più tardi.\n",
        "Er is iets misgegaan.\n\nEr is een onverwachte fout opgetreden, probeer het later opnieuw.\n",
    ],
    "soft_404": [
        "# 404\n\nThe page you were looking for could not be found. It might have been removed or renamed.\n",
        "Oops!\n\n404\n\nSorry, we can't find that page. Search for:\n",
        "# Seite nicht gefunden\n\nDie gesuchte Seite existiert nicht oder wurde verschoben.\n\nZur Startseite\n",
        "# Page introuvable\n\nLa page que vous recherchez n'existe plus.\n\nRetour à l'accueil\n",
        "Página no encontrada\n\nLo sentimos, la página que buscas no existe.\n\nVolver al inicio\n",
        "Página não encontrada\n\nA página que você procura não existe ou foi movida.\n",
        "Pagina non trovata\n\nLa pagina che stai cercando non esiste o è stata spostata.\n",
        "Pagina niet gevonden\n\nDe pagina die je zoekt bestaat niet of is verplaatst.\n",
    ],
    "maintenance": [
        "# We'll be back soon\n\nThe site is down for scheduled maintenance. Thank you for your patience.\n",
        "Wegen Wartungsarbeiten ist unsere Website derzeit geschlossen. Wir sind bald wieder für Sie da.\n",
        "Le site est en maintenance. Nous serons bientôt de retour, merci de votre patience.\n",
        "Estamos realizando tareas de mantenimiento en el sitio. Volveremos pronto.\n",
        "O site está em manutenção programada. Voltaremos em breve, obrigado pela paciência.\n",
        "Il sito è in manutenzione programmata. Torneremo presto, grazie per la pazienza.\n",
        "Wegens gepland onderhoud is de website gesloten. We zijn zo terug, dank voor je geduld.\n",
    ],
    "placeholder": [
        "# Welcome to nginx!\n\nIf you see this page, the web server is successfully installed and working.\n",
        "This domain is for sale. Buy this domain today for a price that suits you.\n",
        "# Account Suspended\n\nThis account has been suspended. Contact your hosting provider for more information.\n",
    ],
    "shell": ["# Privacy Policy\n", "About\n\nFAQ\n\nSupport\n\nTerms\n\nPrivacy\n\nGuidelines\n"],
}
