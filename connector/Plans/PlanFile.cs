using System.Text.Json;
using Onair.Connectors;

namespace Onair.ConnectorPod.Plans;

/// <summary>Reads the plan that the operator wrote.</summary>
internal static class PlanFile
{
    /// <summary>Reads and checks the plan.</summary>
    /// <exception cref="InvalidDataException">It is no plan; the message names field and rule, and no URL.</exception>
    public static async Task<ConnectorPlan> ReadAsync(string path, CancellationToken cancellationToken)
    {
        ConnectorPlan? plan;
        try
        {
            await using var file = File.OpenRead(path);
            plan = await JsonSerializer.DeserializeAsync(file, ConnectorJson.Default.ConnectorPlan, cancellationToken);
        }
        catch (JsonException e)
        {
            // The exception's own message may quote the text.
            throw new InvalidDataException($"{path} is not a connector's plan: {e.Path ?? "$"} in line {e.LineNumber + 1} has an unexpected value", e);
        }

        if (plan is null) throw new InvalidDataException($"{path} is not a connector's plan: it is null");
        return PlanRules.Check(plan).FirstOrDefault() is { } broken ? throw new InvalidDataException($"{path}: {broken}") : plan;
    }
}
