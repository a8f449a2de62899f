using System.Text.Json;
using System.Text.Json.Nodes;

namespace Onair.Emulator.Faults;

/// <summary>
/// Injected eventual consistency. AWS's control planes do not promise that a read sees the last write: a resource may be
/// missing from a list or not be found, or be described as it was.
/// </summary>
internal sealed class ReadFaults(FaultRuleRegistry rules, TimeProvider time)
{
    private readonly Births _births = new(time);

    /// <summary>Runs an operation.</summary>
    /// <param name="service">Signing name; <c>mux</c> for Mux.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="input">Its input; the resource it is about is one of its strings.</param>
    /// <param name="run">The operation itself.</param>
    /// <param name="notFound">The service's answer for a resource that does not exist.</param>
    public T Run<T>(string service, string operation, JsonNode input, Func<T> run, Func<Exception> notFound)
        where T : JsonNode?
    {
        if (!FaultRule.IsRead(operation))
        {
            var output = run();
            if (IsCreation(operation)) _births.Note(service, input, output);
            return output;
        }

        var answer = Stale(service, operation, input, run);
        var hidden = rules.Take(
            service, operation, FaultMoment.Unseen,
            armed => Names(armed.Rule, operation, input) || Lists(operation, answer).Any(l => l.Any(i => Hides(armed.Rule, i))));
        if (hidden is null) return answer;
        if (Names(hidden.Rule, operation, input)) throw notFound();
        foreach (var list in Lists(operation, answer).ToList()) LeaveOut(list, hidden.Rule);
        return answer;
    }

    private static bool IsCreation(string operation) => Array.Exists(["Create", "Put", "Import"], p => operation.StartsWith(p, StringComparison.Ordinal));

    private static IEnumerable<string> Texts(JsonNode? node) =>
        (node as JsonObject)?.Where(m => m.Value?.GetValueKind() == JsonValueKind.String).Select(m => m.Value!.GetValue<string>()) ?? [];

    /// <summary>The lists of resources in the answer to a List: at its top, or, as in CloudFront's, one level below.</summary>
    private static IEnumerable<JsonArray> Lists(string operation, JsonNode? answer)
    {
        if (!operation.StartsWith("List", StringComparison.Ordinal)) return [];
        return answer is JsonArray itself
            ? [itself]
            : (answer as JsonObject)?.Select(m => m.Value).SelectMany(v => v is JsonObject inner ? inner.Select(m => m.Value) : [v]).OfType<JsonArray>() ?? [];
    }

    private T Stale<T>(string service, string operation, JsonNode input, Func<T> run)
        where T : JsonNode?
    {
        var call = $"{operation} {input.ToJsonString()}";
        if (rules.Take(service, operation, FaultMoment.Stale, a => a.Answers.ContainsKey(call)) is { } repeats) return (T)repeats.Answers[call].DeepClone();
        var answer = run();
        // An affected call that has no answer yet takes this one. Nothing is used up by it.
        rules.Take(service, operation, FaultMoment.Stale, armed =>
        {
            if (answer is not null && (armed.Rule.Resource is not { } resource || Texts(input).Contains(resource))) armed.Answers.TryAdd(call, answer.DeepClone());
            return false;
        });
        return answer;
    }

    /// <summary>Whether the input names a resource that the rule hides; a rule for all resources leaves lists to their items.</summary>
    private bool Names(FaultRule rule, string operation, JsonNode input) =>
        !(rule is { Resource: null, Age: null } && operation.StartsWith("List", StringComparison.Ordinal)) && Texts(input).Any(t => Hides(rule, t));

    private bool Hides(FaultRule rule, JsonNode? item) => Texts(item).Any(t => Hides(rule, t));

    private bool Hides(FaultRule rule, string identity) =>
        (rule.Resource is null || rule.Resource == identity) && (rule.Age is not { } age || _births.IsYounger(rule.Service, identity, age));

    private void LeaveOut(JsonArray list, FaultRule rule)
    {
        list.RemoveAll(i => Hides(rule, i));
        if (list.Parent is not JsonObject { } parent || parent["Quantity"] is null) return;
        parent["Quantity"] = list.Count;
        if (list.Count == 0) parent.Remove("Items");
    }
}
