return await Onair.Gateway.GatewayProgram.RunAsync(args);
