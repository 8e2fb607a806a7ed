// SPDX-License-Identifier: Apache-2.0
#include "app/sandbox/catalog.h"

#include "app/sandbox/identity.h"

#include <QFile>

#include <optional>

using namespace Qt::StringLiterals;

namespace console::sandbox {

namespace {

using Words = QList<QByteArray>;

struct Line
{
    int number;
    QByteArray text;
};

const QHash<QByteArray, Piece::Kind> &pieceKinds()
{
    using K = Piece::Kind;
    static const QHash<QByteArray, K> kinds{{"id", K::Id},
                                            {"remote", K::Remote},
                                            {"subid", K::SubId},
                                            {"created", K::Created},
                                            {"changed", K::Changed},
                                            {"deleted", K::Deleted},
                                            {"first", K::First},
                                            {"last", K::Last},
                                            {"gender", K::Gender},
                                            {"email", K::Email},
                                            {"personalemail", K::PersonalEmail},
                                            {"address", K::Address},
                                            {"company", K::Company},
                                            {"domain", K::Domain},
                                            {"index", K::Index},
                                            {"version", K::Version},
                                            {"pick", K::Pick},
                                            {"vary", K::Vary},
                                            {"nth", K::Nth},
                                            {"number", K::Number},
                                            {"varynumber", K::VaryNumber},
                                            {"midnight", K::Midnight},
                                            {"morning", K::Morning},
                                            {"evening", K::Evening},
                                            {"day", K::Day},
                                            {"of", K::Of},
                                            {"object", K::Object},
                                            {"list", K::List}};
    return kinds;
}

template <class T> int indexOfName(const std::vector<T> &list, QByteArrayView name)
{
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (list[i].name == name)
            return static_cast<int>(i);
    }
    return -1;
}

/// Two passes: the first learns all names, so that records may refer to what comes later.
class Parser
{
public:
    explicit Parser(const QByteArray &text)
    {
        int number = 0;
        for (const QByteArray &line : text.split('\n')) {
            ++number;
            if (!line.trimmed().isEmpty() && !line.startsWith('#'))
                m_lines.append({number, line});
        }
    }

    bool run(std::vector<Model> &models, std::vector<ListEndpoint> &endpoints)
    {
        m_models = &models;
        m_endpoints = &endpoints;
        for (const Line &line : std::as_const(m_lines)) {
            if (!declare(line.text))
                return fail(line);
        }
        m_current = -1;
        for (const Line &line : std::as_const(m_lines)) {
            if (!define(line.text))
                return fail(line);
        }
        return !models.empty();
    }

    QString problem;

private:
    bool fail(const Line &line)
    {
        problem = u"line %1"_s.arg(line.number);
        return false;
    }
    Model &current() { return (*m_models)[static_cast<std::size_t>(m_current)]; }
    int modelNumber(const QByteArray &name) const { return indexOfName(*m_models, name); }

    static bool isMember(const QByteArray &line)
    {
        const qsizetype colon = line.indexOf(": ");
        return colon > 0 && !line.first(colon).contains(' ');
    }

    bool declare(const QByteArray &line)
    {
        if (line.startsWith("model ")) {
            const Words words = line.split(' ');
            Model model;
            model.number = static_cast<int>(m_models->size());
            model.idsOf = model.number;
            model.name = words.value(1);
            model.label = line.mid(line.indexOf(' ', 6) + 1);
            model.category = QString::fromLatin1(model.name.first(model.name.indexOf('_')).toUpper());
            m_models->push_back(model);
            m_current = model.number;
            return words.size() > 2;
        }
        if (m_current < 0)
            return false;
        if (isMember(line)) {
            Member member;
            member.survives = line.startsWith('!');
            member.name = line.mid(member.survives ? 1 : 0, line.indexOf(':') - (member.survives ? 1 : 0));
            member.hidden = member.name.startsWith('_');
            member.head = (current().members.empty() ? QByteArray() : QByteArray(",")) + '"' + member.name + "\":";
            current().members.push_back(member);
        }
        return true;
    }

    bool define(const QByteArray &line)
    {
        if (isMember(line)) {
            const QByteArray name = line.first(line.indexOf(':')).replace('!', "");
            Member &member = current().members[static_cast<std::size_t>(current().member(name))];
            const QByteArray text = line.mid(line.indexOf(": ") + 2);
            member.array = text.startsWith('[') || text.startsWith("@list ");
            return definePieces(member, text);
        }
        const Words words = line.split(' ');
        const QByteArray what = words.first();
        if (what == "model") {
            m_current = modelNumber(words.value(1));
            return true;
        }
        if (what == "endpoint") {
            const QByteArray shape = words.value(2);
            m_endpoints->push_back(
                {QString::fromLatin1(words.value(1)), m_current, shape != "unpaged", shape.isEmpty()});
            return shape.isEmpty() || shape == "unpaged" || shape == "orders";
        }
        if (what == "ids")
            return (current().idsOf = modelNumber(words.value(1))) >= 0;
        if (what == "relation")
            return defineRelation(words);
        if (what == "counts")
            return defineCounts(words.mid(1));
        if (what == "filter")
            return defineFilter(words);
        if (what == "only") {
            current().onlyMember = current().member(words.value(1));
            current().onlyValue = words.value(2);
            return current().onlyMember >= 0;
        }
        return false;
    }

    bool defineRelation(const Words &words)
    {
        static const QHash<QByteArray, Relation::Kind> kinds{{"same", Relation::Kind::Same},
                                                             {"any", Relation::Kind::Any},
                                                             {"few", Relation::Kind::Few},
                                                             {"moving", Relation::Kind::Moving}};
        const auto kind = kinds.constFind(words.value(3));
        Relation relation{words.value(1), kind == kinds.cend() ? Relation::Kind::Same : *kind,
                          modelNumber(words.value(2)), qMax(1LL, words.value(4, "1").toLongLong())};
        current().relations.push_back(relation);
        return kind != kinds.cend() && relation.target >= 0;
    }

    bool defineCounts(const Words &names)
    {
        for (const QByteArray &name : names) {
            current().counted.push_back(current().relation(name));
            if (current().counted.back() < 0)
                return false;
        }
        return true;
    }

    bool defineFilter(const Words &words)
    {
        static const QHash<QByteArray, FilterRule::Kind> kinds{{"in", FilterRule::Kind::In},
                                                               {"has", FilterRule::Kind::Has},
                                                               {"contains", FilterRule::Kind::Contains},
                                                               {"notbefore", FilterRule::Kind::NotBefore},
                                                               {"notafter", FilterRule::Kind::NotAfter}};
        const auto kind = kinds.constFind(words.value(2));
        const int member = current().member(words.value(3));
        if (kind == kinds.cend() || member < 0)
            return false;
        current().filters.push_back({QString::fromLatin1(words.value(1)), *kind, member});
        return true;
    }

    bool definePieces(Member &member, const QByteArray &text)
    {
        const Words parts = text.split('@');
        if (parts.size() % 2 == 0)
            return false;
        for (qsizetype i = 0; i < parts.size(); ++i) {
            if (i % 2 == 0 && parts[i].isEmpty())
                continue;
            std::optional<Piece> piece = i % 2 == 0 ? std::optional(literal(parts[i])) : operation(parts[i]);
            if (!piece)
                return false;
            // Pieces that say the same give the same, in every record that shows them.
            piece->salt = mixText(static_cast<quint64>(current().number), parts[i]);
            member.pieces.push_back(*std::move(piece));
        }
        return true;
    }

    static Piece literal(const QByteArray &text)
    {
        Piece piece;
        piece.text = text;
        return piece;
    }

    std::optional<Piece> operation(const QByteArray &text)
    {
        const Words words = text.split(' ');
        const auto kind = pieceKinds().constFind(words.first());
        if (kind == pieceKinds().cend())
            return std::nullopt;
        Piece piece;
        piece.kind = *kind;
        using K = Piece::Kind;
        if (*kind == K::Pick || *kind == K::Vary || *kind == K::Nth) {
            for (const QByteArray &choice : text.mid(text.indexOf(' ') + 1).split('|'))
                piece.choices.push_back(choice);
        } else if (*kind == K::Of || *kind == K::Object || *kind == K::List) {
            if (!defineUses(piece, words))
                return std::nullopt;
        } else if (words.size() == 3) {
            piece.low = words[1].toLongLong();
            piece.high = words[2].toLongLong();
        }
        return piece;
    }

    bool defineUses(Piece &piece, const Words &words)
    {
        piece.relation = current().relation(words.value(1));
        if (piece.relation < 0)
            return false;
        const int target = current().relations[static_cast<std::size_t>(piece.relation)].target;
        for (const QByteArray &word : words.mid(2)) {
            const Words sides = word.split('=');
            const int member = (*m_models)[static_cast<std::size_t>(target)].member(sides.last());
            if (member < 0)
                return false;
            piece.uses.push_back(
                {(piece.uses.empty() ? QByteArray() : QByteArray(",")) + '"' + sides.first() + "\":", member});
        }
        return !piece.uses.empty();
    }

    QVector<Line> m_lines;
    std::vector<Model> *m_models = nullptr;
    std::vector<ListEndpoint> *m_endpoints = nullptr;
    int m_current = -1;
};

} // namespace

int Model::member(QByteArrayView wanted) const
{
    return indexOfName(members, wanted);
}
int Model::relation(QByteArrayView wanted) const
{
    return indexOfName(relations, wanted);
}

Result<Catalog> Catalog::parse(const QByteArray &text)
{
    Catalog catalog;
    Parser parser(text);
    if (!parser.run(catalog.m_models, catalog.m_endpoints))
        return failure(ErrorKind::InvalidInput, u"catalog"_s, parser.problem);
    return catalog;
}

const Catalog &Catalog::builtIn()
{
    static const Catalog catalog = [] {
        QByteArray text;
        for (const QString &name : {u"hris"_s, u"ats"_s, u"other"_s}) {
            QFile file(u":/sandbox/%1.txt"_s.arg(name));
            if (file.open(QIODevice::ReadOnly))
                text += file.readAll() + '\n';
        }
        Result<Catalog> parsed = parse(text);
        if (!parsed)
            qFatal("the sandbox's own catalog cannot be read: %s", qPrintable(parsed.error().detail));
        return *std::move(parsed);
    }();
    return catalog;
}

const Model *Catalog::modelNamed(QByteArrayView name) const
{
    const int number = indexOfName(m_models, name);
    return number < 0 ? nullptr : &model(number);
}

const ListEndpoint *Catalog::endpoint(const QString &path) const
{
    for (const ListEndpoint &endpoint : m_endpoints) {
        if (endpoint.path == path)
            return &endpoint;
    }
    return nullptr;
}

} // namespace console::sandbox
