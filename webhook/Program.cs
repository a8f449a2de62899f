return await Onair.Webhook.WebhookProgram.RunAsync(args);
