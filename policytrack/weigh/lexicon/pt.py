"""Portuguese."""

from policytrack.negations import NEGATIONS, NEUTRAL

PHRASES = {
    "modality:may": """
        pode, podem, podemos, podes, poderá, poderão, poderemos, poderás, poderia, poderiam,
        poderíamos, possa, possam, possamos
    """,
    "modality:must": """
        deve, devem, devemos, deves, deverá, deverão, deveremos, deva, devam, tem (de|que), têm
        (de|que), terá (de|que), é obrigado a, são obrigados a, está obrigado a, obrigatório(|s),
        obrigatória(|s), obrigatoriamente, compromete se a, obriga se a
    """,
    "modality:should": "deveria, deveriam",
    "negation": f"{NEGATIONS['pt']}, nada",
    "neutral": NEUTRAL["pt"],
    "right": """
        direito(|s) (de|à|ao|a)
        (acesso|retificação|rectificação|apagamento|eliminação|exclusão|oposição|
        limitação|portabilidade|esquecimento|arrependimento|reclamar|retirar|opor
        se|cancelamento), portabilidade, retirar (o seu|seu|o) consentimento, revogar (o
        seu|seu|o) consentimento, apresentar (uma|) reclamação, reembolso(|s), reembolsar,
        devolução, indenização, indemnização, rescindir, cancelar, arbitragem, ação coletiva,
        renúncia, renunciar, consentimento (expresso|explícito|prévio), seu consentimento,
        decisões automatizadas, definição de perfis, arrependimento, livre resolução
    """,
    "jurisdiction": """
        lei aplicável, legislação aplicável, legislação brasileira, lei brasileira, lei
        portuguesa, legislação portuguesa, foro, foro da comarca, tribunais, jurisdição,
        autoridade de controlo, autoridade nacional de proteção de dados, anpd, cnpd, união
        europeia, UE, EEE, espaço económico europeu, espaço econômico europeu, estados unidos,
        EUA, reino unido, inglaterra, irlanda, alemanha, frança, espanha, portugal, itália, países
        baixos, holanda, bélgica, luxemburgo, áustria, suíça, dinamarca, suécia, noruega,
        finlândia, polónia, polônia, hungria, roménia, romênia, grécia, malta, croácia, ucrânia,
        rússia, turquia, israel, índia, china, japão, singapura, austrália, nova zelândia, canadá,
        méxico, brasil, argentina, chile, colômbia, peru, uruguai, angola, moçambique, áfrica do
        sul, califórnia, delaware, nova york, nova iorque, lisboa, porto, são paulo, rio de
        janeiro, londres, dublin
    """,
    "recipient": """
        terceiro(|s), afiliada(|s), subsidiária(|s), empresas do grupo, empresas afiliadas,
        prestador(|es) de serviços, fornecedor(|es), fornecedores de serviços, operador(|es),
        subcontratante(|s), subcontratado(|s), parceiro(|s), parceiros (comerciais|de
        publicidade), anunciante(|s), rede(|s) de publicidade, corretor(|es) de dados,
        autoridade(|s), autoridade(|s) (pública(|s)|competente(|s)|policiais), órgãos públicos,
        destinatário(|s), seguradora(|s), redes sociais
    """,
    "data_type": """
        dado(|s) biométrico(|s), biométrico(|s), dados genéticos, dados de saúde, dados médicos,
        dados sensíveis, categorias especiais, dados de localização, geolocalização, localização,
        endereço(|s) ip, endereço(|s) (de e mail|de email|postal|de cobrança|de
        entrega|eletrónico), correio eletrónico, número(|s) de telefone, telefone, data de
        nascimento, nacionalidade, estado civil, origem (racial|étnica), opiniões políticas,
        crenças religiosas, orientação sexual, vida sexual, filiação sindical, antecedentes
        criminais, documento(|s) de identidade, documento(|s) de identificação, cpf, RG, nif,
        passaporte, carta de condução, dados (bancários|de pagamento|financeiros|de navegação|de
        contato|de contacto| de uso|de utilização|cadastrais|de transações), cartão de
        (crédito|débito), conta bancária, histórico de (compras|navegação|pesquisa|busca),
        identificador(|es) (de dispositivo| do dispositivo|de publicidade), sistema operacional,
        sistema operativo, cookie(|s), pixel(|s), foto(|s), fotografia(|s), gravações de voz,
        reconhecimento facial, lista de contatos, metadados, currículo, salário
    """,
    "law": """
        lgpd, lei geral de proteção de dados, rgpd, regulamento geral sobre a proteção de dados,
        regulamento geral de proteção de dados, marco civil da internet, código de defesa do
        consumidor, CDC, código civil, código penal, cláusulas contratuais padrão, cláusulas
        contratuais tipo, dsa, regulamento dos serviços digitais, gdpr, ccpa
    """,
    "duration_unit": """
        segundo(|s), minuto(|s), hora(|s), dia(|s), semana(|s), mês, meses, ano(|s),
        trimestre(|s), dia(|s) (útil|úteis|corridos|seguidos)
    """,
    "age_unit": "anos de idade, anos completos, anos ou mais",
    "number_word": """
        dois=2, duas=2, três=3, quatro=4, cinco=5, seis=6, sete=7, oito=8, nove=9, dez=10,
        doze=12, quatorze=14, catorze=14, quinze=15, dezesseis=16, dezasseis=16, dezoito=18,
        vinte=20, trinta=30, sessenta=60, noventa=90
    """,
    "money_word": "euro(|s), dólar(|es), real, reais, cêntimo(|s), centavo(|s), libra(|s)",
    "per_cent": "por cento",
    "seat": """
        (sede|domicílio|escritório|escritórios|estabelecimento) em,
        (localizad|situad|sediad|domiciliad|estabelecid|constituíd)(a|o|as|os) em,
        (foro|comarca|tribunais|tribunal|cidade|estado|distrito) (de|da|do)
    """,
}
