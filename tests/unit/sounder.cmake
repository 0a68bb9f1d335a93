pkg_check_modules(SNDFILE REQUIRED IMPORTED_TARGET sndfile)
foreach(name sounder_bank sounder_file sounder_frame_clock sounder_mixer sounder_mixer_words sounder_voice sounder_voice_cache
        sounder_voice_shape)
  limber_test(${name} ROOMS sounder wire base LIBRARIES PkgConfig::SNDFILE m)
endforeach()
add_test(NAME sounder_sounds_are_made COMMAND make_sounds --check ${CMAKE_SOURCE_DIR}/sounds)
