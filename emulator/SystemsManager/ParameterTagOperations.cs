using System.Text.Json.Nodes;
using Onair.Emulator.Protocol;
using Onair.Emulator.State;

namespace Onair.Emulator.SystemsManager;

/// <summary>Tags of parameters, by the parameter's name.</summary>
internal sealed class ParameterTagOperations(ParameterStore store)
{
    private const int MaxTags = 50;

    public JsonObject Add(JsonObject input) => Change(input, tags =>
    {
        var changed = Tags.With(tags, ParameterOperations.Tags(input));
        return changed.Count <= MaxTags
            ? changed
            : throw new OperationException("TooManyTagsError", $"A resource can have {MaxTags} tags, this would be {changed.Count}");
    });

    public JsonObject Remove(JsonObject input) => Change(input, tags => Tags.Without(tags, input.Texts("TagKeys")));

    public JsonObject List(JsonObject input) => new()
    {
        ["TagList"] = new JsonArray([.. Parameter(input).Tags.OrderBy(t => t.Key, StringComparer.Ordinal)
            .Select(t => new JsonObject { ["Key"] = t.Key, ["Value"] = t.Value })]),
    };

    private JsonObject Change(JsonObject input, Func<IReadOnlyDictionary<string, string>, Dictionary<string, string>> change)
    {
        lock (store.Gate)
        {
            var parameter = Parameter(input);
            store.Parameters.Put(parameter with { Tags = change(parameter.Tags) });
            return [];
        }
    }

    private Parameter Parameter(JsonObject input)
    {
        if (input.Text("ResourceType") is not "Parameter" and var type)
            throw new OperationException("InvalidResourceType", $"ResourceType: value '{type}' is not emulated, only Parameter");
        return store.Parameters.TryGet(input.Required("ResourceId"), out var parameter)
            ? parameter
            : throw new OperationException("InvalidResourceId", $"ResourceId: there is no parameter '{input.Required("ResourceId")}'");
    }
}
