"""Spanish."""

from policytrack.negations import NEGATIONS, NEUTRAL

PHRASES = {
    "modality:may": """
        puede, pueden, podemos, puedes, puedo, podrá, podrán, podremos, podrás, podría, podrían,
        podríamos, pueda, puedan, podamos
    """,
    "modality:must": """
        debe, deben, debemos, debes, deberá, deberán, deberemos, deberás, deba, deban, tiene que,
        tienen que, tendrá que, tendrán que, está obligado a, están obligados a, obligatorio(|s),
        obligatoria(|s), obligatoriamente, se compromete a, se obliga a
    """,
    "modality:should": "debería, deberían, deberías",
    "negation": f"{NEGATIONS['es']}, nada",
    "neutral": f"{NEUTRAL['es']}, sin carácter limitativo",
    "right": """
        derecho(|s) (de|a la|al|a)
        (acceso|rectificación|supresión|oposición|limitación|portabilidad|
        cancelación|olvido|desistimiento|reclamar|retirar|oponerse|acceder|revocar),
        desistimiento, portabilidad, retirar (su|tu) consentimiento, revocar (su|tu)
        consentimiento, presentar una reclamación, reembolso(|s), reembolsar, devolución,
        indemnización, rescindir, cancelar, darse de baja, arbitraje, demanda colectiva,
        renuncia(|r), consentimiento expreso, su consentimiento, tu consentimiento, consentimiento
        previo, decisiones automatizadas, elaboración de perfiles, mediación
    """,
    "jurisdiction": """
        ley aplicable, legislación aplicable, legislación española, ley española, derecho español,
        juzgados y tribunales, tribunales de, jurisdicción, fuero, autoridad de control, agencia
        española de protección de datos, aepd, unión europea, UE, EEE, espacio económico europeo,
        estados unidos, ee uu, eeuu, reino unido, inglaterra, irlanda, alemania, francia, españa,
        portugal, italia, países bajos, bélgica, luxemburgo, austria, suiza, dinamarca, suecia,
        noruega, finlandia, polonia, república checa, hungría, rumanía, bulgaria, grecia, chipre,
        malta, croacia, eslovenia, estonia, letonia, lituania, ucrania, rusia, turquía, israel,
        india, china, hong kong, japón, corea del sur, singapur, australia, nueva zelanda, canadá,
        méxico, brasil, argentina, chile, colombia, perú, uruguay, ecuador, venezuela, panamá,
        costa rica, sudáfrica, california, delaware, nueva york, madrid, barcelona, londres,
        dublín, parís, ciudad de méxico, buenos aires
    """,
    "recipient": """
        tercero(|s), terceras partes, filial(|es), empresas del grupo, sociedades del grupo,
        empresas afiliadas, afiliado(|s), matriz, proveedor(|es) de servicios, proveedor(|es),
        prestador(|es) de servicios, encargado(|s) del tratamiento, subencargado(|s),
        subcontratista(|s), socio(|s), socios (comerciales|publicitarios), colaborador(|es),
        anunciante(|s), red(|es) publicitaria(|s), corredor(|es) de datos, intermediarios de
        datos, autoridad(|es), autoridad(|es) (pública(|s)|competente(|s)), fuerzas y cuerpos de
        seguridad, administraciones públicas, destinatario(|s), aseguradora(|s), editor(|es),
        redes sociales
    """,
    "data_type": """
        dato(|s) biométrico(|s), biométrico(|s), biométrica, datos genéticos, datos de salud,
        datos médicos, datos sensibles, categorías especiales, datos de localización, datos de
        ubicación, geolocalización, ubicación, localización, dirección ip, direcciones ip,
        dirección (postal| de correo electrónico|de facturación|de envío), correo electrónico,
        número(|s) de teléfono, teléfono, fecha de nacimiento, nacionalidad, estado civil, origen
        (racial| étnico), opiniones políticas, creencias religiosas, orientación sexual, vida
        sexual, afiliación sindical, antecedentes penales, documento de identidad, dni, nif,
        pasaporte, permiso de conducir, datos (bancarios|de pago|financieros|de navegación|de
        contacto|de uso| identificativos|de transacciones), tarjeta(|s) de (crédito|débito),
        cuenta bancaria, iban, historial de (compras|navegación|búsqueda), identificador(|es) (de
        dispositivo|publicitario(|s)), sistema operativo, cookie(|s), píxel(|es), huella(|s),
        foto(|s), fotografía(|s), grabaciones de voz, reconocimiento facial, agenda de contactos,
        mensajes privados, metadatos, currículum, salario
    """,
    "law": """
        rgpd, reglamento general de protección de datos, lopd, lopdgdd, ley orgánica, lssi,
        lssice, código civil, código penal, código de comercio, ley de propiedad intelectual, ley
        general para la defensa de los consumidores, cláusulas contractuales tipo, dsa, dma,
        reglamento de servicios digitales, ley federal de protección de datos, gdpr, ccpa
    """,
    "duration_unit": """
        segundo(|s), minuto(|s), hora(|s), día(|s), semana(|s), mes, meses, año(|s),
        trimestre(|s), día(|s) (hábil|hábiles|naturales|laborables|laborable|natural), meses
        naturales
    """,
    "age_unit": "años de edad, años cumplidos, años o más, años o mayor(|es)",
    "number_word": """
        dos=2, tres=3, cuatro=4, cinco=5, seis=6, siete=7, ocho=8, nueve=9, diez=10, doce=12,
        catorce=14, quince=15, dieciséis=16, dieciocho=18, veinte=20, veinticuatro=24, treinta=30,
        sesenta=60, noventa=90
    """,
    "money_word": "euro(|s), dólar(|es), peso(|s), céntimo(|s), libra(|s)",
    "per_cent": "por ciento, por cien",
    "seat": """
        (sede|domicilio|oficina|oficinas|domicilio social|establecimiento) en,
        (ubicad|situad|domiciliad|establecid|radicad|constituid)(a|o|as|os) en,
        (tribunales|juzgados|ciudad|provincia|estado|juzgados y tribunales) de
    """,
}
