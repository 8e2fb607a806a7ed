# SPDX-License-Identifier: Apache-2.0
# Everything every target of this project is compiled with.
add_library(project_options INTERFACE)
target_compile_features(project_options INTERFACE cxx_std_20)
target_include_directories(project_options INTERFACE ${CMAKE_SOURCE_DIR} ${CMAKE_BINARY_DIR}/generated)
target_compile_options(project_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wold-style-cast -Wnon-virtual-dtor -Woverloaded-virtual)
target_compile_definitions(project_options INTERFACE
  QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY QT_NO_URL_CAST_FROM_STRING
  QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_NO_FOREACH QT_NO_KEYWORDS QT_USE_QSTRINGBUILDER)
if(KOMBO_WERROR)
  target_compile_options(project_options INTERFACE -Werror)
endif()
if(KOMBO_SANITIZE STREQUAL "address")
  target_compile_options(project_options INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
  target_link_options(project_options INTERFACE -fsanitize=address,undefined)
elseif(KOMBO_SANITIZE STREQUAL "thread")
  target_compile_options(project_options INTERFACE -fsanitize=thread -fno-omit-frame-pointer -Wno-tsan)
  target_link_options(project_options INTERFACE -fsanitize=thread)
endif()

# kombo_library(NAME sources… ) : a static library with the project's options and a shared precompiled header.
function(kombo_library name)
  add_library(${name} STATIC ${ARGN})
  target_link_libraries(${name} PUBLIC project_options Qt6::Core)
  target_precompile_headers(${name} PRIVATE
    <QByteArray> <QString> <QStringList> <QObject> <QVector> <QHash> <QDateTime> <chrono> <functional> <memory> <optional> <vector> <tl/expected.hpp>)
endfunction()

# kombo_test(NAME SOURCE libraries…) : one Qt Test program, run headless, registered with CTest.
# Give a test `LABELS` or a longer TIMEOUT by set_tests_properties after the call.
function(kombo_test name source)
  add_executable(${name} ${source})
  target_link_libraries(${name} PRIVATE project_options Qt6::Test ${ARGN})
  target_compile_definitions(${name} PRIVATE KOMBO_TEST_DATA="${CMAKE_SOURCE_DIR}/tests/data"
                                             KOMBO_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  add_test(NAME ${name} COMMAND ${name})
  set_tests_properties(${name} PROPERTIES TIMEOUT 120
    ENVIRONMENT "QT_QPA_PLATFORM=offscreen;QT_LOGGING_RULES=qt.qpa.fonts=false;ASAN_OPTIONS=detect_leaks=0;TSAN_OPTIONS=suppressions='${CMAKE_SOURCE_DIR}/tests/support/tsan.supp' history_size=4 die_after_fork=0")
endfunction()
