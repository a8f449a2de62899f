using System.Text.Json;

namespace Onair.Emulator.Sts.Policies;

/// <summary>
/// Reads policies as "IAM JSON policy reference" has them. Elements that the emulator cannot evaluate (policy variables, set operators,
/// NotPrincipal, other kinds of principals) are refused: a policy must not allow more here than on AWS.
/// </summary>
internal static class PolicyParser
{
    private static readonly string[] Known =
        ["Sid", "Effect", "Principal", "Action", "NotAction", "Resource", "NotResource", "Condition"];

    /// <summary>Parses a policy.</summary>
    /// <param name="isResourceBased">Whether it belongs to a resource: its statements must then name principals, else they must not.</param>
    /// <exception cref="PolicyException">Names element and rule.</exception>
    public static PolicyDocument Parse(string json, bool isResourceBased)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(document.RootElement, isResourceBased);
        }
        catch (JsonException)
        {
            throw new PolicyException("the policy is no JSON document");
        }
    }

    private static PolicyDocument Read(JsonElement root, bool isResourceBased)
    {
        if (root.ValueKind != JsonValueKind.Object) throw new PolicyException("the policy is no JSON object");
        foreach (var member in root.EnumerateObject())
        {
            if (member.Name is not ("Version" or "Id" or "Statement"))
                throw new PolicyException($"unknown element {member.Name}");
        }

        if (root.TryGetProperty("Version", out var version) && Text("Version", version) is not ("2012-10-17" or "2008-10-17"))
            throw new PolicyException("Version must be 2012-10-17 or 2008-10-17");
        if (!root.TryGetProperty("Statement", out var statement)) throw new PolicyException("Statement is required");
        JsonElement[] statements = statement.ValueKind == JsonValueKind.Array ? [.. statement.EnumerateArray()] : [statement];
        return statements.Length > 0
            ? new PolicyDocument([.. statements.Select(s => ReadStatement(s, isResourceBased))])
            : throw new PolicyException("Statement must have at least one item");
    }

    private static PolicyStatement ReadStatement(JsonElement json, bool isResourceBased)
    {
        if (json.ValueKind != JsonValueKind.Object) throw new PolicyException("Statement must be an object or a list of objects");
        foreach (var member in json.EnumerateObject())
        {
            if (member.Name == "NotPrincipal") throw new PolicyException("NotPrincipal is not emulated");
            if (!Known.Contains(member.Name)) throw new PolicyException($"unknown element {member.Name} of a statement");
        }

        var effect = json.TryGetProperty("Effect", out var value) ? Text("Effect", value) : null;
        if (effect is not ("Allow" or "Deny")) throw new PolicyException("Effect must be Allow or Deny");
        var (actions, notActions) = OneOf(json, "Action", "NotAction");
        if (actions.FirstOrDefault(a => a != "*" && a.Split(':') is not [{ Length: > 0 }, { Length: > 0 }]) is { } action)
            throw new PolicyException($"Action \"{action}\" must be of the form service:action");
        var (resources, notResources) = OneOf(json, "Resource", "NotResource");
        if (resources.FirstOrDefault(r => r != "*" && !r.StartsWith("arn:", StringComparison.Ordinal)) is { } resource)
            throw new PolicyException($"Resource \"{resource}\" must be in ARN format or \"*\"");
        return new PolicyStatement(effect == "Allow", ReadConditions(json))
        {
            Actions = actions,
            ActionsAreExcluded = notActions,
            Resources = resources,
            ResourcesAreExcluded = notResources,
            Principals = ReadPrincipals(json, isResourceBased),
        };
    }

    private static IReadOnlyList<string>? ReadPrincipals(JsonElement json, bool isResourceBased)
    {
        if (!json.TryGetProperty("Principal", out var principal))
            return isResourceBased ? throw new PolicyException("Principal is required") : null;
        if (!isResourceBased) throw new PolicyException("Principal is not allowed in a session policy");
        if (principal.ValueKind == JsonValueKind.String)
            return principal.GetString() == "*" ? ["*"] : throw new PolicyException("Principal must be \"*\" or an object");
        if (principal.ValueKind != JsonValueKind.Object) throw new PolicyException("Principal must be \"*\" or an object");
        foreach (var member in principal.EnumerateObject())
        {
            if (member.Name is not ("AWS" or "Service"))
                throw new PolicyException($"Principal of the type {member.Name} is not emulated");
        }

        var accounts = principal.TryGetProperty("AWS", out var aws) ? Texts("Principal", aws) : [];
        var services = principal.TryGetProperty("Service", out var service) ? Texts("Principal", service) : [];
        return [.. accounts, .. services.Select(PolicyIdentity.OfService)];
    }

    private static List<PolicyCondition> ReadConditions(JsonElement json)
    {
        if (!json.TryGetProperty("Condition", out var block)) return [];
        if (block.ValueKind != JsonValueKind.Object) throw new PolicyException("Condition must be an object");
        var conditions = new List<PolicyCondition>();
        foreach (var test in block.EnumerateObject())
        {
            var ifExists = test.Name.EndsWith("IfExists", StringComparison.OrdinalIgnoreCase);
            var name = ifExists ? test.Name[..^"IfExists".Length] : test.Name;
            if (!PolicyCondition.Knows(name)) throw new PolicyException($"condition operator {test.Name} is not emulated");
            if (test.Value.ValueKind != JsonValueKind.Object) throw new PolicyException($"Condition {test.Name} must be an object");
            foreach (var key in test.Value.EnumerateObject())
            {
                var values = Texts(key.Name, key.Value);
                if (values.FirstOrDefault(v => !PolicyCondition.Accepts(name, v)) is { } bad)
                    throw new PolicyException($"Condition {test.Name} of {key.Name} cannot compare \"{bad}\"");
                conditions.Add(new PolicyCondition(name, key.Name, values, ifExists));
            }
        }

        return conditions;
    }

    private static (IReadOnlyList<string> Values, bool IsExcluded) OneOf(JsonElement json, string name, string negation)
    {
        var (has, hasNegation) = (json.TryGetProperty(name, out var value), json.TryGetProperty(negation, out var negated));
        return has != hasNegation
            ? (Texts(name, has ? value : negated), hasNegation)
            : throw new PolicyException($"a statement must have {name} or {negation}");
    }

    /// <summary>A string, or a list of strings; numbers and booleans count as their text.</summary>
    private static string[] Texts(string name, JsonElement json)
    {
        string[] values = json.ValueKind == JsonValueKind.Array ? [.. json.EnumerateArray().Select(v => Text(name, v))] : [Text(name, json)];
        if (values.Length == 0) throw new PolicyException($"{name} must have at least one value");
        return values.FirstOrDefault(v => v.Contains("${", StringComparison.Ordinal)) is { } variable
            ? throw new PolicyException($"{name} \"{variable}\": policy variables are not emulated")
            : values;
    }

    private static string Text(string name, JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => json.GetString()!,
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => json.GetRawText(),
        _ => throw new PolicyException($"{name} must be a string or a list of strings"),
    };
}
