using System.Text.Json.Nodes;

namespace Onair.Tests.Bench.Widgets;

/// <summary>One run of one operator.</summary>
/// <param name="Operator">Its name.</param>
/// <param name="Round">From 1.</param>
/// <param name="Result">What the measurer wrote.</param>
internal sealed record WidgetRun(string Operator, int Round, JsonObject Result)
{
    /// <summary>How many widgets existed when the operator started.</summary>
    public int Widgets => (int)Result["widgets"]!;

    /// <summary>A figure by its path, e.g. <c>cold.allReadySeconds</c>.</summary>
    public double Figure(string path) => (double)path.Split('.').Aggregate((JsonNode)Result, (node, name) => node[name]!);

    /// <summary>One line of JSON.</summary>
    public string Line()
    {
        var line = new JsonObject { ["operator"] = Operator, ["round"] = Round };
        foreach (var (name, value) in Result) line[name] = value?.DeepClone();
        return line.ToJsonString();
    }
}
