namespace WidgetOperator;

internal sealed record CloudWidget(string Id, bool Exists, int? Size, string? Region);

internal sealed record CloudWish(string Name, int Size, string? Region, string? Image, Dictionary<string, string>? Tags);

internal sealed record CloudAccepted(string Id, bool Accepted);

internal sealed record CloudState(string Id, string State, string Endpoint);
