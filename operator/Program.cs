return await Onair.Operator.OperatorProgram.RunAsync(args);
