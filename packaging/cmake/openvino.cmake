# OpenVINO where it is: in OpenVINO_DIR, or the copy that packaging/fetch_openvino.sh puts into the build folder. Without it
# everything is built but that engine.
if(NOT OpenVINO_DIR)
    unset(OpenVINO_DIR CACHE)
endif()
find_package(OpenVINO QUIET COMPONENTS Runtime PATHS ${PROJECT_SOURCE_DIR}/build/openvino/openvino/cmake)
if(OpenVINO_FOUND)
    message(STATUS "OpenVINO ${OpenVINO_VERSION}: the engine openvino is built")
    # Its package sets this for everything; the one target that uses OpenVINO gets it from openvino::runtime.
    remove_definitions(-D_GLIBCXX_USE_CXX11_ABI=1)
else()
    message(STATUS "OpenVINO is not there (packaging/fetch_openvino.sh fetches it): built with the engine opencv alone")
endif()

# Its libtbb and the system's have one name, and either works; but the address sanitizer forbids a way of loading libraries
# that only OpenVINO's can be told to do without. So the tests of the preset asan find that one first (CMakePresets.json).
