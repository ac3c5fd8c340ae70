# OpenCV's own CMake package is in Debian's libopencv-dev, which brings every module of OpenCV, VTK among them (600 MB).
# Three modules are all that is needed here, so they are looked for where that package is not installed.
find_package(OpenCV ${OpenCV_FIND_VERSION} CONFIG QUIET COMPONENTS ${OpenCV_FIND_COMPONENTS})
if(OpenCV_FOUND)
    return()
endif()

find_path(OpenCV_INCLUDE_DIR opencv2/core/version.hpp PATH_SUFFIXES opencv4)
if(OpenCV_INCLUDE_DIR)
    file(STRINGS ${OpenCV_INCLUDE_DIR}/opencv2/core/version.hpp version_lines REGEX "#define CV_VERSION_(MAJOR|MINOR|REVISION) ")
    list(TRANSFORM version_lines REPLACE ".* ([0-9]+)$" "\\1")
    list(JOIN version_lines "." OpenCV_VERSION)
endif()

set(library_variables)
foreach(module ${OpenCV_FIND_COMPONENTS})
    find_library(OpenCV_${module}_LIBRARY opencv_${module})
    list(APPEND library_variables OpenCV_${module}_LIBRARY)
    if(OpenCV_INCLUDE_DIR AND OpenCV_${module}_LIBRARY AND NOT TARGET opencv_${module})
        add_library(opencv_${module} UNKNOWN IMPORTED)
        set_target_properties(opencv_${module} PROPERTIES IMPORTED_LOCATION "${OpenCV_${module}_LIBRARY}"
            INTERFACE_INCLUDE_DIRECTORIES "${OpenCV_INCLUDE_DIR}")
    endif()
endforeach()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(OpenCV REQUIRED_VARS OpenCV_INCLUDE_DIR ${library_variables} VERSION_VAR OpenCV_VERSION)
mark_as_advanced(OpenCV_INCLUDE_DIR ${library_variables})
