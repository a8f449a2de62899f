namespace Onair.Emulator.Protocol;

/// <summary>One API operation of a service model.</summary>
/// <param name="Service">Signing name, e.g. <c>medialive</c>.</param>
/// <param name="Name">E.g. <c>CreateChannel</c>.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Uri">Template of the request URI.</param>
/// <param name="Status">Status of a success.</param>
/// <param name="Input">Shape of the input, null when there is none.</param>
/// <param name="Output">Shape of the output, null when there is none.</param>
/// <param name="Errors">Names of the modelled errors.</param>
internal sealed record Operation(
    string Service, string Name, string Method, UriTemplate Uri, int Status, Shape? Input, Shape? Output,
    IReadOnlyList<string> Errors);
