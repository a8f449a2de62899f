namespace Onair.Aws.ServiceModels;

/// <summary>One API operation.</summary>
/// <param name="Http">How the operation is bound to HTTP.</param>
/// <param name="Input">The shape of the input, null when there is none.</param>
/// <param name="Output">The shape of the output, null when there is none.</param>
public sealed record OperationModel(HttpModel Http, ShapeReference? Input, ShapeReference? Output)
{
    /// <summary>The errors that the operation declares.</summary>
    public IReadOnlyList<ShapeReference> Errors { get; set; } = [];
}

/// <summary>The HTTP binding of an operation.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="RequestUri">A template that may end with a fixed query (<c>/tagging?Operation=Tag</c>).</param>
public sealed record HttpModel(string Method, string RequestUri)
{
    /// <summary>The status of a success.</summary>
    public int ResponseCode { get; set; } = 200;
}
