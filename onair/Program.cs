return await Onair.Verbs.RunAsync(args, Console.Error);
