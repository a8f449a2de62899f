using System.Text.Json.Nodes;

namespace Onair.Tests.Support;

/// <summary>
/// What the documents of the earlier services show of a route or a payload: its name and its samples. The files beside this one have these facts
/// alone; the documents stay outside.
/// </summary>
/// <param name="Name">The route, e.g. <c>POST /streams</c>, or the payload.</param>
/// <param name="Body">The sample of the request: a body, or the parameters of the query; null for none.</param>
/// <param name="Answer">The sample of the answer, or the payload itself; null for none.</param>
internal sealed record ContractSample(string Name, JsonNode? Body, JsonNode? Answer)
{
    /// <summary>The documents, by the names of their files.</summary>
    public static IReadOnlyList<(string File, string Title)> Documents { get; } =
        [("streams", "Live streams"), ("broadcasts", "S3 broadcasts"), ("videos", "Videos"), ("player", "Events of a player")];

    /// <summary>The deliberate differences.</summary>
    public static IReadOnlyList<ContractDifference> Differences { get; } =
        [.. Parse("differences").AsArray().Select(d => new ContractDifference(Text(d, "sample"), Text(d, "difference"), Text(d, "onair"), Text(d, "reason")))];

    /// <summary>The samples of a document.</summary>
    public static IReadOnlyList<ContractSample> Read(string file) =>
        [.. Parse(file)["samples"]!.AsArray().Select(s => new ContractSample(Text(s, "name"), s!["body"]?.DeepClone(), s["answer"]?.DeepClone()))];

    /// <summary>The members that are null in some of the samples: null and a value are both right, by the state of the stream.</summary>
    public static IReadOnlySet<string> Nullable(IEnumerable<ContractSample> samples) => samples
        .SelectMany(s => s.Answer is JsonArray items ? items.AsEnumerable() : [s.Answer]).OfType<JsonObject>()
        .SelectMany(o => o.Where(m => m.Value is null).Select(m => m.Key)).ToHashSet(StringComparer.Ordinal);

    /// <summary>Requires that an answer differs from the sample as is declared, and in nothing else.</summary>
    public void ShouldBeMetBy(JsonNode? answer, IReadOnlySet<string> nullable) =>
        ContractComparison.Between(Answer, answer, nullable).ShouldBe(
            Differences.Where(d => d.Sample == Name).Select(d => d.Difference), ignoreOrder: true, $"{Name}: {answer?.ToJsonString()}");

    private static JsonNode Parse(string file) => JsonNode.Parse(File.ReadAllText(Path.Combine(Checkout.Root, "tests", "Support", "Contract", $"{file}.json")))!;

    private static string Text(JsonNode? node, string member) => (string)node![member]!;
}

/// <summary>A deliberate difference between Onair and a sample.</summary>
/// <param name="Sample">The sample's name.</param>
/// <param name="Difference">The difference, as <see cref="ContractComparison"/> words it.</param>
/// <param name="Onair">What Onair does.</param>
/// <param name="Reason">Why.</param>
internal sealed record ContractDifference(string Sample, string Difference, string Onair, string Reason);
