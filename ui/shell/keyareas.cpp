// SPDX-License-Identifier: Apache-2.0
// keyAreas: the keys of the window in one table.
#include "ui/shell/keyspage.h"

#include <QCoreApplication>

namespace console {

using namespace Qt::StringLiterals;

#define KEYS_TEXT(text) QT_TRANSLATE_NOOP("Keys", text)

const QVector<KeyArea> &keyAreas()
{
    static const QVector<KeyArea> areas{
        {KEYS_TEXT("Everywhere"),
         {{{u"Ctrl+1"_s, u"Ctrl+2"_s, u"Ctrl+3"_s, u"Ctrl+4"_s, u"Ctrl+5"_s, u"Ctrl+6"_s}, KEYS_TEXT("Open a page, in the order of the navigation")},
          {{u"Ctrl+K"_s}, KEYS_TEXT("Open the command palette")},
          {{u"Ctrl+,"_s}, KEYS_TEXT("Open the settings")},
          {{u"?"_s, u"F1"_s}, KEYS_TEXT("Show this page of keys")},
          {{u"Ctrl+Q"_s}, KEYS_TEXT("Close the window")},
          {{u"Ctrl+W"_s}, KEYS_TEXT("Close the window of an imported file")}}},
        {KEYS_TEXT("Events: the table"),
         {{{u"Up"_s, u"Down"_s, u"PgUp"_s, u"PgDown"_s}, KEYS_TEXT("Move from event to event and open it beside the table")},
          {{u"Left"_s, u"Right"_s}, KEYS_TEXT("Move from cell to cell")},
          {{u"Home"_s}, KEYS_TEXT("Go to the first row; to the newest event, and follow it")},
          {{u"End"_s}, KEYS_TEXT("Go to the last row")},
          {{u"Return"_s}, KEYS_TEXT("Open the event")},
          {{u"F"_s}, KEYS_TEXT("Only events with the value of this cell; again: all of them")},
          {{u"Shift+F"_s, u"Alt+click"_s}, KEYS_TEXT("Without events with the value of this cell")},
          {{u"Shift+Up"_s, u"Shift+Down"_s, u"Ctrl+A"_s}, KEYS_TEXT("Choose several events")},
          {{u"Ctrl+C"_s}, KEYS_TEXT("Copy the chosen events as cells; “Copy as” in the menu has more")},
          {{u"Ctrl+E"_s}, KEYS_TEXT("Export events to a file")},
          {{u"Shift+F10"_s, u"Menu"_s}, KEYS_TEXT("What can be done with the event, and the columns")},
          {{u"P"_s, u"Ctrl+P"_s}, KEYS_TEXT("Pin the event, or take the pin away")},
          {{u"Ctrl+M"_s}, KEYS_TEXT("Write a comment on the event")},
          {{u"F2"_s, u"Shift+F2"_s}, KEYS_TEXT("Go to the next or the previous pinned event")}}},
        {KEYS_TEXT("Events: the filter"),
         {{{u"/"_s, u"Ctrl+F"_s}, KEYS_TEXT("Write a filter")},
          {{u"Down"_s, u"Return"_s}, KEYS_TEXT("Choose and take what is offered while writing")},
          {{u"Esc"_s}, KEYS_TEXT("Back to the table")},
          {{u"Alt+Down"_s}, KEYS_TEXT("The last filters; in the empty field Down too")},
          {{u"Ctrl+S"_s}, KEYS_TEXT("Keep the filter under a name")},
          {{u"Ctrl+Shift+F"_s}, KEYS_TEXT("Switch the filter off and on without losing it")}}},
        {KEYS_TEXT("Events: the volume over time"),
         {{{u"Left"_s, u"Right"_s}, KEYS_TEXT("Earlier and later")},
          {{u"+"_s, u"-"_s, u"wheel"_s}, KEYS_TEXT("Closer and farther")},
          {{u"Home"_s}, KEYS_TEXT("Everything there is")},
          {{u"End"_s}, KEYS_TEXT("Up to now, and on with it")},
          {{u"Ctrl+Left"_s, u"Ctrl+Right"_s}, KEYS_TEXT("Go from bar to bar and hear what it holds")},
          {{u"Shift+Left"_s, u"Shift+Right"_s, u"drag"_s}, KEYS_TEXT("Choose a span")},
          {{u"Ctrl+Shift+Left"_s, u"Ctrl+Shift+Right"_s}, KEYS_TEXT("Move the chosen span")},
          {{u"Return"_s}, KEYS_TEXT("Only events of this span")},
          {{u"Esc"_s, u"double click"_s}, KEYS_TEXT("Events of any time again")}}},
        {KEYS_TEXT("Events: the event beside the table"),
         {{{u"Ctrl+F"_s}, KEYS_TEXT("Look for a text in what is shown")},
          {{u"F3"_s, u"Shift+F3"_s}, KEYS_TEXT("Go to the next or the previous place found")},
          {{u"Ctrl+C"_s}, KEYS_TEXT("Copy what is marked, or the value")},
          {{u"Ctrl+Shift+C"_s}, KEYS_TEXT("Copy the path of a value in the tree")},
          {{u"Ctrl+-"_s, u"Ctrl++"_s}, KEYS_TEXT("Fold and unfold")},
          {{u"Ctrl+Alt+-"_s, u"Ctrl+Alt++"_s}, KEYS_TEXT("Fold and unfold everything")},
          {{u"*"_s}, KEYS_TEXT("Open all below in the tree")},
          {{u"Return"_s, u"Alt+Return"_s}, KEYS_TEXT("Only, or without, events with this value")},
          {{u"F8"_s, u"Shift+F8"_s}, KEYS_TEXT("Go to the next or the previous difference")},
          {{u"Esc"_s}, KEYS_TEXT("Close the search, then the event")}}},
        {KEYS_TEXT("Lists of filters"),
         {{{u"Up"_s, u"Down"_s, u"Return"_s}, KEYS_TEXT("Choose a filter and use it")},
          {{u"F2"_s}, KEYS_TEXT("Rename it")},
          {{u"Ctrl+Del"_s}, KEYS_TEXT("Remove it")},
          {{u"Alt+Up"_s, u"Alt+Down"_s}, KEYS_TEXT("Move it")},
          {{u"Esc"_s}, KEYS_TEXT("Close the list")}}},
        {KEYS_TEXT("Comment on an event"),
         {{{u"Ctrl+Return"_s}, KEYS_TEXT("Keep the comment")}, {{u"Esc"_s}, KEYS_TEXT("Leave it as it was")}}},
        {KEYS_TEXT("Colour rules"),
         {{{u"Alt+Up"_s, u"Alt+Down"_s}, KEYS_TEXT("Move the rule: the first match wins")},
          {{u"Space"_s}, KEYS_TEXT("Switch the rule on and off")},
          {{u"Ins"_s, u"Del"_s}, KEYS_TEXT("Add a rule, remove it")}}},
        {KEYS_TEXT("Integrations"), {{{u"Ctrl+F"_s}, KEYS_TEXT("Search integrations")}}},
        {KEYS_TEXT("Command palette"),
         {{{u"Up"_s, u"Down"_s, u"Return"_s}, KEYS_TEXT("Choose a command and do it")}, {{u"Esc"_s}, KEYS_TEXT("Close the palette")}}},
    };
    return areas;
}

#undef KEYS_TEXT

} // namespace console
