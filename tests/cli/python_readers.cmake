# What other programs make of our results, and what numpy makes of the same scenes. Debian's own Python has their modules;
# where a module is not installed, its checks are left out.
find_program(DEBIAN_PYTHON python3 PATHS /usr/bin NO_DEFAULT_PATH)
set(data ${CMAKE_CURRENT_SOURCE_DIR}/data)
set(readers ${CMAKE_CURRENT_BINARY_DIR}/readers)
file(MAKE_DIRECTORY ${readers})

# Sets RESULT to whether all the modules that follow can be imported.
function(python_has result)
    set(${result} FALSE PARENT_SCOPE)
    if(DEBIAN_PYTHON)
        list(JOIN ARGN "," modules)
        execute_process(COMMAND ${DEBIAN_PYTHON} -c "import ${modules}" RESULT_VARIABLE status OUTPUT_QUIET ERROR_QUIET)
        if(status EQUAL 0)
            set(${result} TRUE PARENT_SCOPE)
        endif()
    endif()
endfunction()

# Classifies SCENE into readers/NAME.tif as a test that those with the fixture NAME come after; options may follow.
function(add_result name scene model)
    add_test(NAME readers_${name}
        COMMAND pixelscape classify ${scene} ${model} ${readers}/${name}.tif --overwrite --quiet ${ARGN})
    set_tests_properties(readers_${name} PROPERTIES FIXTURES_SETUP ${name})
endfunction()

if(DEBIAN_PYTHON)
    add_test(NAME data_networks COMMAND ${DEBIAN_PYTHON} ${data}/make_networks.py --check)
endif()
python_has(has_numpy numpy osgeo.gdal)
if(has_numpy)
    add_test(NAME data_expected COMMAND ${DEBIAN_PYTHON} ${data}/make_expected.py --check)
endif()

add_result(legend ${data}/classes_out_of_order/scene.asc ${data}/classes_out_of_order/model.emd)
python_has(has_qgis qgis.core)
if(has_qgis)
    add_test(NAME qgis_legend
        COMMAND ${DEBIAN_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/cli/qgis_legend.py ${readers}/legend.tif)
    # All rows and no other, in the order of the model.
    set_tests_properties(qgis_legend PROPERTIES FIXTURES_REQUIRED legend
        PASS_REGULAR_EXPRESSION "^[^#]*7\tWater\t#0000ff\n3\tForest\t#008000\n[^#]*$")
endif()

# One pass of OpenCV over the whole scene, against tiles of several sizes.
set(demo_scene ${PROJECT_SOURCE_DIR}/build/demo/demo_scene.tif)
set(demo_model ${PROJECT_SOURCE_DIR}/resources/demo/land_cover_demo.emd)
set(cloud ${PROJECT_SOURCE_DIR}/../shared/data)
set(cloud_scene ${cloud}/rasters/sentinel2_cloud/sentinel2_toa_x10000_int16.tif)
set(cloud_model ${cloud}/models/cloud/cloud_rgbiswir.emd)
python_has(has_opencv numpy osgeo.gdal cv2)
foreach(scene demo cloud)
    if(NOT has_opencv OR NOT EXISTS ${${scene}_scene})
        continue()
    endif()
    foreach(tile_and_padding "128 24" "256 32" "512 64")
        string(REPLACE " " ";" numbers ${tile_and_padding})
        list(GET numbers 0 tile)
        list(GET numbers 1 padding)
        set(name ${scene}_${tile}_${padding})
        add_result(${name} ${${scene}_scene} ${${scene}_model} --arg tile_size=${tile} --arg padding=${padding})
        add_test(NAME whole_image_${name} COMMAND ${DEBIAN_PYTHON}
            ${CMAKE_CURRENT_SOURCE_DIR}/cli/whole_image_reference.py ${${scene}_scene} ${${scene}_model} ${readers}/${name}.tif)
        set_tests_properties(whole_image_${name} PROPERTIES FIXTURES_REQUIRED ${name})
        if(scene STREQUAL "cloud" AND NOT tile EQUAL 256)
            set_tests_properties(readers_${name} whole_image_${name} PROPERTIES LABELS soak)
        endif()
    endforeach()
endforeach()

# GDAL's own judge of Cloud Optimized GeoTIFF.
set(judge osgeo_utils.samples.validate_cloud_optimized_geotiff)
python_has(has_judge ${judge})
if(has_judge AND has_opencv AND EXISTS ${demo_scene})
    add_test(NAME cloud_optimized COMMAND ${DEBIAN_PYTHON} -m ${judge} ${readers}/demo_128_24.tif)
    set_tests_properties(cloud_optimized PROPERTIES FIXTURES_REQUIRED demo_128_24
        PASS_REGULAR_EXPRESSION "is a valid cloud optimized GeoTIFF")
endif()
