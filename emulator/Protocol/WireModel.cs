using System.Collections.Concurrent;
using System.Net.Mime;
using Onair.Aws.ServiceModels;

namespace Onair.Emulator.Protocol;

/// <summary>A service's API model by the names on the wire, which every document in the emulator uses.</summary>
internal sealed class WireModel
{
    private static readonly ConcurrentDictionary<string, WireModel> Loaded = new(StringComparer.Ordinal);

    private readonly Dictionary<string, Shape> _shapes;

    private WireModel(string service, ServiceModel model)
    {
        var metadata = model.Metadata;
        Service = service;
        Namespace = $"http://{service}.amazonaws.com/doc/{metadata.ApiVersion}/";
        IsXml = model.IsXml;
        if (model.IsRpc)
        {
            TargetPrefix = metadata.TargetPrefix;
            ContentType = $"application/x-amz-json-{metadata.JsonVersion}";
        }

        _shapes = model.Shapes.ToDictionary(s => s.Key, s => Protocol.Shape.Of(s.Key, s.Value), StringComparer.Ordinal);
        Operations = [.. model.Operations.Select(o => Wire(o.Key, o.Value))];
    }

    /// <summary>Signing name.</summary>
    public string Service { get; }

    /// <summary>Namespace of the XML documents.</summary>
    public string Namespace { get; }

    /// <summary>rest-xml; JSON otherwise.</summary>
    public bool IsXml { get; }

    /// <summary>Set for protocol json: the header X-Amz-Target, <c>{prefix}.{operation}</c>, names the operation.</summary>
    public string? TargetPrefix { get; }

    /// <summary>Content type of JSON responses.</summary>
    public string ContentType { get; } = MediaTypeNames.Application.Json;

    public IReadOnlyList<Operation> Operations { get; }

    /// <summary>The model built into the emulator. Models never change, so each is read once.</summary>
    public static WireModel Load(string service) => Loaded.GetOrAdd(service, Read);

    public Shape Shape(string name) => _shapes[name];

    /// <summary>The status of a modelled error; null for one the model does not know.</summary>
    public int? ErrorStatus(string code) => _shapes.TryGetValue(code, out var shape) ? shape.ErrorStatus : null;

    /// <summary>The name of a member, when a modelled error has it; null otherwise.</summary>
    public string? ErrorMember(string code, string member) => _shapes.GetValueOrDefault(code)?.MemberNamed(member)?.WireName;

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

    private static WireModel Read(string service)
    {
        using var stream = typeof(WireModel).Assembly.GetManifestResourceStream($"models/{service}")
            ?? throw new ArgumentException($"There is no model of the service '{service}'.", nameof(service));
        return new WireModel(service, ServiceModel.Read(stream, service));
    }

    private Operation Wire(string name, OperationModel operation) => new(
        Service,
        name,
        operation.Http.Method,
        new UriTemplate(operation.Http.RequestUri),
        operation.Http.ResponseCode,
        Wire(operation.Input),
        Wire(operation.Output),
        [.. operation.Errors.Select(e => e.Shape)]);

    private Shape? Wire(ShapeReference? reference) => reference is null ? null : _shapes[reference.Shape];
}
