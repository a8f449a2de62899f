using System.Text.Json.Nodes;
using Onair.Emulator.Protocol;
using Onair.Emulator.State;

namespace Onair.Emulator.CloudFront;

/// <summary>Tags of distributions, by ARN.</summary>
internal sealed class CloudFrontTags(CloudFrontAccount account)
{
    /// <summary>CloudFront's tag list as a map.</summary>
    public static IReadOnlyDictionary<string, string> Read(JsonNode? tags) =>
        tags.Items("Items").ToDictionary(t => t.Required("Key"), t => t.Text("Value") ?? "", StringComparer.Ordinal);

    public JsonObject List(JsonObject input)
    {
        var items = Find(input).Tags.OrderBy(t => t.Key, StringComparer.Ordinal)
            .Select(t => new JsonObject { ["Key"] = t.Key, ["Value"] = t.Value });
        return new JsonObject { ["Tags"] = new JsonObject { ["Items"] = new JsonArray([.. items]) } };
    }

    public JsonObject Tag(JsonObject input) => Change(input, tags => Tags.Checked(Tags.With(tags, Read(input["Tags"])), Refusal));

    /// <summary>CloudFront's error for tags.</summary>
    public static OperationException Refusal(string message) => new("InvalidTagging", message);

    public JsonObject Untag(JsonObject input) => Change(input, tags => Tags.Without(tags, input.Texts("TagKeys.Items")));

    private JsonObject Change(JsonObject input, Func<IReadOnlyDictionary<string, string>, IReadOnlyDictionary<string, string>> change)
    {
        lock (account.Gate)
        {
            var row = Find(input);
            account.Distributions.Put(row with { Tags = change(row.Tags) });
            return [];
        }
    }

    private Distribution Find(JsonObject input)
    {
        var arn = input.Required("Resource");
        return account.Distributions.TryGet(arn[(arn.LastIndexOf('/') + 1)..], out var row) && account.Arn(row.Id) == arn
            ? row
            : throw new OperationException("NoSuchResource", $"The specified resource does not exist: {arn}");
    }
}
