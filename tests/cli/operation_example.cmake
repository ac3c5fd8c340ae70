# The operation's own example: a TensorFlow frozen graph, the model as JSON text. OpenCV reads no graph that takes bytes.
if(has_opencv)
    foreach(engine_and_variant "opencv floats" "openvino floats" "openvino bytes" "openvino labels")
        string(REPLACE " " ";" words ${engine_and_variant})
        list(GET words 0 engine)
        list(GET words 1 variant)
        set(name operation_example_${engine}_${variant})
        add_test(NAME ${name} COMMAND ${DEBIAN_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/cli/operation_example.py
            $<TARGET_FILE:pixelscape> ${engine} ${demo_scene} ${variant})
        set_tests_properties(${name} PROPERTIES SKIP_RETURN_CODE 77)
    endforeach()
endif()
