using Onair.Hosting;
using Onair.RelayPod;

return await ProgramStart.RunAsync(args, RelaySettings.Read, RelayApp.Build);
