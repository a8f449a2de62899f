using Onair.ConnectorPod;
using Onair.ConnectorPod.Plans;
using Onair.ConnectorPod.Processes;
using Onair.Connectors;
using Onair.Hosting;

if (args.Length > 1)
{
    await Console.Error.WriteLineAsync("usage: Onair.Connector [PLAN.json]");
    return 2;
}

ConnectorPlan plan;
try
{
    plan = await PlanFile.ReadAsync(args is [var file] ? file : "/plan/plan.json", CancellationToken.None);
}
catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
{
    await Console.Error.WriteLineAsync($"error: {e.Message}");
    return 1;
}

using var reaper = OrphanReaper.Start();
var exitCode = await ProgramStart.RunAsync([], _ => plan, ConnectorApp.Build);
OrphanReaper.KillAll();
return exitCode;
