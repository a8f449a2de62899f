namespace Onair.Aws.Generator.Model;

internal sealed record OperationModel(HttpModel Http, ShapeReference? Input, ShapeReference? Output)
{
    public IReadOnlyList<ShapeReference> Errors { get; set; } = [];
}

/// <summary>The HTTP binding; <c>RequestUri</c> is a template that may end with a fixed query (<c>/tagging?Operation=Tag</c>).</summary>
internal sealed record HttpModel(string Method, string RequestUri);
