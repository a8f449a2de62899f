using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Mime;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Onair.Emulator.Protocol;

/// <summary>A service's API model, as AWS publishes it (<c>service-2.json</c>).</summary>
public sealed partial class ServiceModel
{
    private static readonly ConcurrentDictionary<string, ServiceModel> Loaded = new(StringComparer.Ordinal);

    private readonly Dictionary<string, Shape> _shapes;

    private ServiceModel(string service, JsonElement model)
    {
        Service = service;
        Namespace = $"http://{service}.amazonaws.com/doc/{model.GetProperty("metadata").GetProperty("apiVersion")}/";
        var protocol = model.GetProperty("metadata").GetProperty("protocol").GetString();
        IsXml = protocol == "rest-xml";
        if (protocol == "json")
        {
            TargetPrefix = model.GetProperty("metadata").GetProperty("targetPrefix").GetString();
            ContentType = $"application/x-amz-json-{model.GetProperty("metadata").GetProperty("jsonVersion")}";
        }

        _shapes = model.GetProperty("shapes").EnumerateObject()
            .ToDictionary(s => s.Name, s => ReadShape(s.Name, s.Value), StringComparer.Ordinal);
        Operations = [.. model.GetProperty("operations").EnumerateObject().Select(o => ReadOperation(o.Name, o.Value))];
    }

    /// <summary>Signing name.</summary>
    public string Service { get; }

    /// <summary>Namespace of the XML documents.</summary>
    public string Namespace { get; }

    /// <summary>rest-xml; JSON otherwise.</summary>
    public bool IsXml { get; }

    /// <summary>Set for protocol json: the header X-Amz-Target, <c>{prefix}.{operation}</c>, names the operation.</summary>
    public string? TargetPrefix { get; }

    /// <summary>Of JSON answers.</summary>
    public string ContentType { get; } = MediaTypeNames.Application.Json;

    public IReadOnlyList<Operation> Operations { get; }

    /// <summary>The model built into the emulator. Models never change, so each is read once.</summary>
    public static ServiceModel Load(string service) => Loaded.GetOrAdd(service, Read);

    public Shape Shape(string name) => _shapes[name];

    /// <summary>The status of a modelled error; null for one the model does not know.</summary>
    public int? ErrorStatus(string code) => _shapes.TryGetValue(code, out var shape) ? shape.ErrorStatus : null;

    /// <summary>The operation a request addresses, with its path variables; null when there is none.</summary>
    public (Operation Operation, Dictionary<string, string> Variables)? Route(string method, string path, IQueryCollection query)
    {
        var segments = UriTemplate.Segments(path);
        return Operations
            .Where(o => o.Method == method)
            .Select(o => (Operation: o, Variables: o.Uri.Match(segments, query)))
            .Where(o => o.Variables is not null)
            .OrderByDescending(o => o.Operation.Uri.Specificity)
            .Select(o => ((Operation, Dictionary<string, string>)?)(o.Operation, o.Variables!))
            .FirstOrDefault();
    }

    /// <summary>The operation that the header X-Amz-Target names; null when there is none.</summary>
    public Operation? Route(string target) => Operations.FirstOrDefault(o => $"{TargetPrefix}.{o.Name}" == target);

    private static ServiceModel Read(string service)
    {
        using var stream = typeof(ServiceModel).Assembly.GetManifestResourceStream($"models/{service}")
            ?? throw new ArgumentException($"There is no model of the service '{service}'.", nameof(service));
        using var document = JsonDocument.Parse(stream);
        return new ServiceModel(service, document.RootElement);
    }

    private static Shape ReadShape(string name, JsonElement json)
    {
        var members = json.TryGetProperty("members", out var all)
            ? all.EnumerateObject().Select(m => ReadMember(m.Name, m.Value)).ToList()
            : [];
        var wireNames = members.ToDictionary(m => m.Name, m => m.WireName, StringComparer.Ordinal);
        var limits = LimitsInName().Match(name);
        return new Shape
        {
            Name = name,
            Type = json.GetProperty("type").GetString()!,
            Members = members,
            Required = Strings(json, "required").Select(r => wireNames[r]).ToHashSet(StringComparer.Ordinal),
            Element = json.TryGetProperty("member", out var element) || json.TryGetProperty("value", out element)
                ? ReadMember("member", element)
                : null,
            Enum = Strings(json, "enum"),
            Min = Number(json, "min") ?? NumberIn(limits.Groups["min"], limits.Groups["minus"].Success),
            Max = Number(json, "max") ?? NumberIn(limits.Groups["max"], negative: false),
            Pattern = json.TryGetProperty("pattern", out var pattern)
                ? new Regex($"^(?:{pattern.GetString()})$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1))
                : null,
            Payload = json.TryGetProperty("payload", out var payload) ? wireNames[payload.GetString()!] : null,
            ErrorStatus = ErrorStatusOf(json),
            IsSensitive = json.TryGetProperty("sensitive", out var sensitive) && sensitive.GetBoolean(),
        };
    }

    private static int? ErrorStatusOf(JsonElement json)
    {
        if (json.TryGetProperty("error", out var error) && error.TryGetProperty("httpStatusCode", out var status)) return status.GetInt32();
        if (!json.TryGetProperty("exception", out _)) return null;
        return json.TryGetProperty("fault", out _) ? StatusCodes.Status500InternalServerError : StatusCodes.Status400BadRequest;
    }

    private static Member ReadMember(string name, JsonElement json)
    {
        var location = json.TryGetProperty("location", out var l) ? l.GetString() : null;
        return new Member(
            name,
            json.TryGetProperty("locationName", out var wire) ? wire.GetString()! : name,
            json.GetProperty("shape").GetString()!,
            location switch
            {
                "uri" => MemberLocation.Uri,
                "querystring" => MemberLocation.QueryString,
                "header" => MemberLocation.Header,
                _ => MemberLocation.Body,
            });
    }

    private static string[] Strings(JsonElement json, string property) =>
        json.TryGetProperty(property, out var values) ? [.. values.EnumerateArray().Select(v => v.GetString()!)] : [];

    private static double? Number(JsonElement json, string property) =>
        json.TryGetProperty(property, out var value) ? value.GetDouble() : null;

    private static double? NumberIn(Group group, bool negative) =>
        group.Success ? double.Parse(group.Value, CultureInfo.InvariantCulture) * (negative ? -1 : 1) : null;

    /// <summary>The media services write limits into shape names only: <c>__integerMin1Max10</c>.</summary>
    [GeneratedRegex(@"^__(?:integer|long|double|string)(?:Min(?<minus>Negative)?(?<min>\d+))?(?:Max(?<max>\d+))?$")]
    private static partial Regex LimitsInName();

    private Operation ReadOperation(string name, JsonElement json)
    {
        var http = json.GetProperty("http");
        return new Operation(
            Service,
            name,
            http.GetProperty("method").GetString()!,
            new UriTemplate(http.GetProperty("requestUri").GetString()!),
            http.TryGetProperty("responseCode", out var status) ? status.GetInt32() : 200,
            Referenced(json, "input"),
            Referenced(json, "output"),
            json.TryGetProperty("errors", out var errors)
                ? [.. errors.EnumerateArray().Select(e => e.GetProperty("shape").GetString()!)]
                : []);
    }

    private Shape? Referenced(JsonElement operation, string property) =>
        operation.TryGetProperty(property, out var shape) && shape.TryGetProperty("shape", out var name)
            ? _shapes[name.GetString()!]
            : null;
}
