# Checks that run nothing of ours: who includes whom, the format, what texts may say, the shell scripts. Each search is
# proved on a planted fault. A tool that is not installed leaves its check out.
get_target_property(qt_headers Qt6::Core INTERFACE_INCLUDE_DIRECTORIES)
list(FILTER qt_headers INCLUDE REGEX "/QtCore$")
list(GET qt_headers 0 qt_headers)
cmake_path(GET qt_headers PARENT_PATH qt_headers)

set(layering ${CMAKE_CURRENT_SOURCE_DIR}/layering)
add_test(NAME layering
    COMMAND ${CMAKE_COMMAND} -DROOT=${PROJECT_SOURCE_DIR} -DQT_HEADERS=${qt_headers} -P ${layering}.cmake)
add_test(NAME layering_finds_planted
    COMMAND ${CMAKE_COMMAND} -DROOT=${layering} -DQT_HEADERS=${qt_headers} -DPLANTED=ON -P ${layering}.cmake)
add_test(NAME layering_fails_on_planted
    COMMAND ${CMAKE_COMMAND} -DROOT=${layering} -DQT_HEADERS=${qt_headers} -P ${layering}.cmake)
set_tests_properties(layering_fails_on_planted PROPERTIES WILL_FAIL TRUE)

find_program(BASH_PROGRAM bash)
if(BASH_PROGRAM)
    set(planted_text ${CMAKE_CURRENT_BINARY_DIR}/planted_text)
    string(CONCAT planted_path "/ho" "me/somebody/scene.tif")
    file(WRITE ${planted_text}/note.txt "${planted_path}\n")
    add_test(NAME text_rules COMMAND ${BASH_PROGRAM} ${CMAKE_CURRENT_SOURCE_DIR}/text_rules.sh ${PROJECT_SOURCE_DIR})
    add_test(NAME text_rules_find_planted
        COMMAND ${BASH_PROGRAM} ${CMAKE_CURRENT_SOURCE_DIR}/text_rules.sh ${planted_text})
    set_tests_properties(text_rules_find_planted PROPERTIES PASS_REGULAR_EXPRESSION "note.txt:1:${planted_path}")
endif()

file(GLOB_RECURSE code CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/app/*.cpp ${PROJECT_SOURCE_DIR}/app/*.h
    ${PROJECT_SOURCE_DIR}/core/*.cpp ${PROJECT_SOURCE_DIR}/core/*.h ${PROJECT_SOURCE_DIR}/ui/*.cpp
    ${PROJECT_SOURCE_DIR}/ui/*.h ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp ${CMAKE_CURRENT_SOURCE_DIR}/*.h)

# Versions of clang-format break lines differently; the tree is kept in the form of Debian 12's.
find_program(CLANG_FORMAT NAMES clang-format-14 clang-format)
if(CLANG_FORMAT)
    execute_process(COMMAND ${CLANG_FORMAT} --version OUTPUT_VARIABLE clang_format_version)
    if(clang_format_version MATCHES "version 14\\.")
        add_test(NAME format COMMAND ${CLANG_FORMAT} --dry-run -Werror ${code})
    endif()
endif()

# clang-tidy reads every file with all its headers, which takes minutes, so it is one of the long tests (ctest -L soak).
find_program(RUN_CLANG_TIDY NAMES run-clang-tidy run-clang-tidy-14)
if(RUN_CLANG_TIDY AND CMAKE_EXPORT_COMPILE_COMMANDS)
    add_test(NAME tidy COMMAND ${RUN_CLANG_TIDY} -quiet -p ${PROJECT_BINARY_DIR} "${PROJECT_SOURCE_DIR}/(app|core|ui)/.*\\.cpp")
    set_tests_properties(tidy PROPERTIES LABELS soak TIMEOUT 3600)
endif()

file(GLOB scripts CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/packaging/*.sh ${PROJECT_SOURCE_DIR}/.ci/run
    ${PROJECT_SOURCE_DIR}/resources/demo/*.sh ${CMAKE_CURRENT_SOURCE_DIR}/*.sh)
find_program(SHELLCHECK shellcheck)
if(SHELLCHECK)
    add_test(NAME shellcheck COMMAND ${SHELLCHECK} ${scripts})
endif()
