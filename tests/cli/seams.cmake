# Tiles of many sizes and halos against one pass over the whole scene, with each engine: a slice each day, all of them under
# the label soak. Skipped where ../shared is not there (but in CI), or the engine.
set(seams_of_landcover rasters/sentinel2_landcover/s2_l1c_scene4_dn_uint16.tif models/dynamicworld/dynamicworld_s2_13band.emd)
set(seams_of_cloud rasters/sentinel2_cloud/sentinel2_toa_x10000_int16.tif models/cloud/cloud_rgbiswir.emd)

function(add_seams name scene engine edge tiles)
    set(files ${seams_of_${scene}})
    list(TRANSFORM files PREPEND ${PROJECT_SOURCE_DIR}/../shared/data/)
    add_test(NAME ${name} COMMAND ${DEBIAN_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/cli/seams.py $<TARGET_FILE:pixelscape> ${engine}
        ${files} ${edge} ${tiles} ${ARGN})
    set_tests_properties(${name} PROPERTIES SKIP_RETURN_CODE 77)
endfunction()

if(has_opencv)
    foreach(engine opencv openvino)
        foreach(scene landcover cloud)
            add_seams(seams_${scene}_reflect_${engine} ${scene} ${engine} reflect 256 24)
            add_seams(seams_${scene}_zero_${engine} ${scene} ${engine} zero 200 31)
            foreach(edge reflect zero)
                foreach(tile 64 96 128 200 256 512 1024)
                    set(name all_seams_${scene}_${edge}_${engine}_${tile})
                    add_seams(${name} ${scene} ${engine} ${edge} ${tile})
                    set_tests_properties(${name} PROPERTIES LABELS soak TIMEOUT 1200)
                endforeach()
            endforeach()
        endforeach()
    endforeach()
endif()
