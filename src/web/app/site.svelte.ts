const STORED_AS = 'trucban.province';

/** The province of this server, remembered from the last page that told it. */
class Site {
  province = $state('');

  constructor() {
    try {
      this.province = localStorage.getItem(STORED_AS) ?? '';
    } catch {
      this.province = '';
    }
  }

  learn(province: string): void {
    if (province === this.province) return;
    this.province = province;
    try {
      localStorage.setItem(STORED_AS, province);
    } catch {
      return;
    }
  }
}

export const site = new Site();
