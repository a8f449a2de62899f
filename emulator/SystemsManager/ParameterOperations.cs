using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Onair.Emulator.Protocol;
using Onair.Emulator.State;

namespace Onair.Emulator.SystemsManager;

/// <summary>Parameters and their values.</summary>
internal sealed class ParameterOperations(ParameterStore store)
{
    public JsonObject Put(JsonObject input)
    {
        var name = input.Required("Name");
        ParameterRules.CheckName(name);
        if (input["Policies"] is not null) throw ParameterRules.Invalid("Policies: parameter policies are not emulated");
        if (input.Text("DataType") is { } dataType and not "text") throw ParameterRules.Invalid($"DataType: value '{dataType}' is not emulated, only text");
        var tags = Tags(input);
        lock (store.Gate)
        {
            store.Parameters.TryGet(name, out var existing);
            var row = Row(input, name, existing);
            if (existing is not null && tags.Count > 0)
                throw ParameterRules.Invalid("Invalid request: tags and overwrite can't be used together. To update tags for an existing parameter, use AddTagsToResource or RemoveTagsFromResource");
            row = store.Parameters.Put(row with { Tags = existing?.Tags ?? tags });
            return new JsonObject { ["Version"] = row.Version, ["Tier"] = row.Tier };
        }
    }

    public JsonObject Get(JsonObject input)
    {
        var (name, selector) = Split(input.Required("Name"));
        if (!store.TryGet(name, out var parameter)) throw NotFound(name);
        if (selector is not null && selector != parameter.Version.ToString(CultureInfo.InvariantCulture))
            throw new OperationException("ParameterVersionNotFound", $"Systems Manager could not find version {selector} of {parameter.Name}");
        var document = new JsonObject
        {
            ["Name"] = parameter.Name,
            ["Type"] = parameter.Type,
            ["Value"] = parameter.IsSecret && !input.Flag("WithDecryption") ? parameter.Ciphertext : parameter.Value,
            ["Version"] = parameter.Version,
            ["LastModifiedDate"] = parameter.ModifiedAt.ToUnixTimeMilliseconds() / 1000m,
            ["ARN"] = store.Arn(parameter.Name),
            ["DataType"] = "text",
        };
        if (selector is not null) document["Selector"] = $":{selector}";
        return new JsonObject { ["Parameter"] = document };
    }

    public JsonObject Delete(JsonObject input)
    {
        lock (store.Gate)
        {
            if (!store.TryGet(input.Required("Name"), out var parameter)) throw NotFound(input.Required("Name"));
            store.Parameters.Remove(parameter.Name);
            return [];
        }
    }

    /// <summary>Tags in the form of a request, a list of pairs.</summary>
    public static Dictionary<string, string> Tags(JsonNode input)
    {
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var tag in input.Items("Tags")) tags[tag.Required("Key")] = tag.Required("Value");
        return tags;
    }

    private static OperationException NotFound(string name) => new("ParameterNotFound", $"Parameter {name} not found.");

    /// <summary>Name or ARN, with an optional version after a colon.</summary>
    private static (string Name, string? Selector) Split(string text)
    {
        var nameStart = text.StartsWith("arn:", StringComparison.Ordinal) ? text.IndexOf(":parameter", StringComparison.Ordinal) + 1 : 0;
        var colon = text.IndexOf(':', nameStart);
        return colon < 0 ? (text, null) : (text[..colon], text[(colon + 1)..]);
    }

    private Parameter Row(JsonObject input, string name, Parameter? existing)
    {
        if (existing is not null && !input.Flag("Overwrite"))
            throw new OperationException("ParameterAlreadyExists", "The parameter already exists. To overwrite this value, set the overwrite option in the request to true.");
        var type = input.Text("Type") ?? existing?.Type ?? throw ParameterRules.Invalid("A parameter type is required when you create a parameter.");
        if (existing is not null && existing.Type != type)
            throw new OperationException("HierarchyTypeMismatchException", $"Type: {name} is a {existing.Type} and can't become a {type}");
        var tier = input.Text("Tier") is "Advanced" || existing?.Tier == "Advanced" ? "Advanced" : "Standard";
        var pattern = input.Text("AllowedPattern") ?? existing?.AllowedPattern;
        ParameterRules.CheckValue(input.Required("Value"), tier, pattern);
        return new Parameter
        {
            Name = name,
            Type = type,
            Value = input.Required("Value"),
            // Meaningless, like KMS's ciphertext without the key.
            Ciphertext = type == "SecureString" ? "AQICAH" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(96)) : "",
            Version = (existing?.Version ?? 0) + 1,
            Tier = tier,
            Description = input.Text("Description") ?? existing?.Description ?? "",
            AllowedPattern = pattern,
            ModifiedAt = store.Now,
        };
    }
}
