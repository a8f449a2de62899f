return await Onair.Signaling.SignalingProgram.RunAsync(args);
