namespace WidgetOperator;

public sealed record CloudWidget(string Id, bool Exists, int? Size, string? Region);

public sealed record CloudWish(string Name, int Size, string? Region, string? Image, Dictionary<string, string>? Tags);

public sealed record CloudAccepted(string Id, bool Accepted);

public sealed record CloudState(string Id, string State, string Endpoint);
