// SPDX-License-Identifier: Apache-2.0
#include "app/sandbox/words.h"

#include <iterator>

namespace console::sandbox {

namespace {
constexpr NamePart firstNames[] = {
    {"Amelie", "amelie"},       {"Jonas", "jonas"},   {"Zoë", "zoe"},       {"Björn", "bjoern"},   {"Chloé", "chloe"},
    {"Mateusz", "mateusz"},     {"Ingrid", "ingrid"}, {"José", "jose"},     {"Leïla", "leila"},    {"Søren", "soren"},
    {"Katarzyna", "katarzyna"}, {"Henrik", "henrik"}, {"Noor", "noor"},     {"Tomáš", "tomas"},    {"Aino", "aino"},
    {"Luca", "luca"},           {"Maja", "maja"},     {"Rasmus", "rasmus"}, {"Élodie", "elodie"},  {"Emre", "emre"},
    {"Hanna", "hanna"},         {"Oskar", "oskar"},   {"Priya", "priya"},   {"Jürgen", "juergen"},
};
constexpr NamePart lastNames[] = {
    {"Lindqvist", "lindqvist"}, {"Müller", "mueller"},    {"Kowalczyk", "kowalczyk"}, {"van Dijk", "vandijk"},
    {"García", "garcia"},       {"Weiß", "weiss"},        {"Nørgaard", "norgaard"},   {"Lefèvre", "lefevre"},
    {"Novák", "novak"},         {"Brandt", "brandt"},     {"Öztürk", "oeztuerk"},     {"Rossi", "rossi"},
    {"Virtanen", "virtanen"},   {"Hoffmann", "hoffmann"}, {"Sørensen", "sorensen"},   {"Dubois", "dubois"},
    {"Sharma", "sharma"},       {"Okafor", "okafor"},     {"Petrov", "petrov"},       {"Castro", "castro"},
};
constexpr Town towns[] = {
    {"Hamburg", "Hamburg", "DE", "20457", "Am Sandtorkai"},      {"København", "Hovedstaden", "DK", "1050", "Nyhavn"},
    {"Rotterdam", "Zuid-Holland", "NL", "3011", "Wijnhaven"},    {"Málaga", "Andalucía", "ES", "29001", "Calle Larios"},
    {"Kraków", "Małopolskie", "PL", "31-042", "Rynek"},          {"Lyon", "Rhône", "FR", "69002", "Rue Mercière"},
    {"Köln", "Nordrhein-Westfalen", "DE", "50667", "Domstraße"}, {"Leeds", "West Yorkshire", "GB", "LS1 4", "Park Row"},
};
constexpr Company companies[] = {
    {"Nordlicht Logistik", "nordlicht-logistik.example"},
    {"Brightwater Foods", "brightwater-foods.example"},
    {"Kastanienhof Kliniken", "kastanienhof.example"},
    {"Fjordline Software", "fjordline-software.example"},
    {"Müller & Söhne Maschinenbau", "mueller-soehne.example"},
    {"Pelican Retail Group", "pelican-retail.example"},
    {"Atelier Lumière", "atelier-lumiere.example"},
    {"Tulip Energy", "tulip-energy.example"},
    {"Baltic Robotics", "baltic-robotics.example"},
    {"Cedar & Stone Hotels", "cedar-stone.example"},
    {"Quillmark Assessments", "quillmark.example"},
    {"Halde Academy", "halde-academy.example"},
    {"Orchard Health", "orchard-health.example"},
    {"Sierra Solar", "sierra-solar.example"},
    {"Granit Bau", "granit-bau.example"},
    {"Papaya Mobility", "papaya-mobility.example"},
};

template <class T, std::size_t n> const T &pick(const T (&list)[n], quint64 number)
{
    return list[number % n];
}
} // namespace

const NamePart &firstName(quint64 number)
{
    return pick(firstNames, number);
}
const NamePart &lastName(quint64 number)
{
    return pick(lastNames, number);
}
const Town &town(quint64 number)
{
    return pick(towns, number);
}
const Company &company(quint64 number)
{
    return pick(companies, number);
}
int companyCount()
{
    return static_cast<int>(std::size(companies));
}

} // namespace console::sandbox
