# Measurements, each with a short form that the daily tests run; the long one is `ctest -L soak`. Memory under a sanitizer
# says nothing.
find_program(BENCH_PYTHON NAMES python3 PATHS /usr/bin NO_DEFAULT_PATH)
if(BENCH_PYTHON AND NOT PIXELSCAPE_SANITIZE)
    execute_process(COMMAND ${BENCH_PYTHON} -c "import numpy; from osgeo import gdal" RESULT_VARIABLE missing OUTPUT_QUIET
        ERROR_QUIET)
    if(missing EQUAL 0)
        set(peak_memory ${BENCH_PYTHON} -B ${CMAKE_CURRENT_LIST_DIR}/peak_memory.py $<TARGET_FILE:pixelscape>)
        # A run on fewer pixels takes half a second, and may end before both workers hold all that they will.
        add_test(NAME peak_memory_slice COMMAND ${peak_memory} ${CMAKE_CURRENT_BINARY_DIR}/peak_memory_slice 6000 9000)
        add_test(NAME peak_memory COMMAND ${peak_memory} ${CMAKE_CURRENT_BINARY_DIR}/peak_memory 4000 20000)
        set_tests_properties(peak_memory_slice peak_memory PROPERTIES RUN_SERIAL TRUE TIMEOUT 3000)
        add_test(NAME window_stalls COMMAND ${BENCH_PYTHON} -B ${CMAKE_CURRENT_LIST_DIR}/window_stalls.py
            $<TARGET_FILE:window_stalls> ${CMAKE_CURRENT_BINARY_DIR}/window_stalls)
        set_tests_properties(window_stalls PROPERTIES RUN_SERIAL TRUE TIMEOUT 3000)
        set_tests_properties(peak_memory window_stalls PROPERTIES LABELS soak)
        if(OpenVINO_FOUND)
            add_test(NAME run_speed COMMAND ${BENCH_PYTHON} -B ${CMAKE_CURRENT_LIST_DIR}/run_speed.py
                $<TARGET_FILE:pixelscape> ${CMAKE_CURRENT_BINARY_DIR}/run_speed)
            set_tests_properties(run_speed PROPERTIES RUN_SERIAL TRUE TIMEOUT 7200 LABELS soak)
            add_test(NAME engine_speed COMMAND ${BENCH_PYTHON} -B ${CMAKE_CURRENT_LIST_DIR}/engine_speed.py
                $<TARGET_FILE:pixelscape> ${CMAKE_CURRENT_BINARY_DIR}/engine_speed)
            set_tests_properties(engine_speed PROPERTIES RUN_SERIAL TRUE TIMEOUT 3000 LABELS soak)
        endif()
    endif()
endif()
